import OpenAI, {
  AuthenticationError,
  BadRequestError,
  InternalServerError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
} from 'openai';
import { answerWith, completion, usageOf } from './__testUtils__/FakeUpstream';
import {
  startTestGateway,
  type TestGateway,
} from './__testUtils__/testGateway';
import {
  EXPIRED,
  idOf,
  KEY,
  keyOf,
  TEAM,
  UNKNOWN,
} from './__testUtils__/testPolicy';

jest.setTimeout(20_000);

const hello = [{ role: 'user' as const, content: 'Hello there' }];
const PER_MINUTE = 60_000;

describe("OpenAI's SDK", () => {
  let test: TestGateway;
  /** Of all answers that a client got. */
  let statuses: number[];

  beforeEach(async () => {
    test = await startTestGateway({
      policy: update => ({
        ...update,
        plans: update.plans.map(plan =>
          plan.id === 'tiny' ? { ...plan, tokensPerMinute: PER_MINUTE } : plan,
        ),
      }),
    });
    statuses = [];
  });
  afterEach(() => test.stop());

  const client = (
    options: Partial<ConstructorParameters<typeof OpenAI>[0]> = {},
  ) =>
    new OpenAI({
      baseURL: `${test.gateway.clientUrl}/v1`,
      apiKey: KEY,
      fetch: async (url, init) => {
        const response = await fetch(url, init);
        statuses.push(response.status);
        return response;
      },
      ...options,
    });

  describe('tells', () => {
    const ask = (model: string, options = {}) =>
      client({ maxRetries: 0, ...options }).chat.completions.create({
        model,
        messages: hello,
      });

    it.each([
      [
        'an unknown key',
        'small',
        { apiKey: keyOf(UNKNOWN) },
        AuthenticationError,
        'invalid_api_key',
      ],
      [
        'an expired one',
        'small',
        { apiKey: keyOf(EXPIRED) },
        AuthenticationError,
        'api_key_expired',
      ],
      ['an unknown model', 'none', {}, NotFoundError, 'model_not_found'],
      [
        'a model without a grant',
        'foreign',
        {},
        PermissionDeniedError,
        'model_access_required',
      ],
      ['a model that is off', 'idle', {}, InternalServerError, 'model_off'],
    ])('%s', async (_, model, options, type, code) => {
      const error = await ask(model, options).catch(caught => caught);
      expect(error).toBeInstanceOf(type);
      expect(error).toMatchObject({
        code,
        requestID: expect.stringMatching(/^[\da-f-]{36}$/),
      });
      expect(test.upstream.calls).toEqual([]);
    });

    it('what the model server says of a bad request', async () => {
      const error = { message: 'No such role', type: 'BadRequestError' };
      test.upstream.behaviour = answerWith({ error }, 400);
      const told = await ask('small').catch(caught => caught);
      expect(told).toBeInstanceOf(BadRequestError);
      expect(told.message).toContain('No such role');
    });
  });

  describe('tries again', () => {
    const ask = (model = 'limited') => ({
      model,
      messages: hello,
      max_tokens: 10,
    });

    it('after as long as the gateway says', async () => {
      // So much more than there is, that it is paid back after a second.
      const used = PER_MINUTE + 1_000;
      test.upstream.behaviour = answerWith(completion('Hi', usageOf(used, 0)));
      await client().chat.completions.create(ask());
      statuses = [];
      const answer = await client().chat.completions.create(ask());
      expect(answer.choices[0].message.content).toBe('Hi');
      // The second time is late enough, where its own guess may not be.
      expect(statuses).toEqual([429, 200]);
    });

    it('not at all where that would be of no use', async () => {
      test.controlPlane.change({
        budgets: [
          {
            id: idOf(700),
            team: TEAM,
            unit: 'tokens',
            limit: '1000',
            hard: true,
            period: new Date().toISOString().slice(0, 7),
            used: '1000',
          },
        ],
      });
      const openai = client();
      let error;
      do {
        // Until the gateway has heard of it.
        error = await openai.chat.completions.create(ask()).then(
          () => undefined,
          caught => caught,
        );
      } while (!error);
      expect(error).toBeInstanceOf(RateLimitError);
      expect(error).toMatchObject({ code: 'insufficient_quota' });
      expect(statuses.filter(status => status === 429)).toHaveLength(1);
    });

    it('where the model server is overloaded, and gets its answer', async () => {
      test.upstream.behaviour = call => {
        const overloaded = test.upstream.calls.length < 2;
        return overloaded
          ? answerWith({}, 503, { 'retry-after': '0' })(call)
          : answerWith(completion('Hi'))(call);
      };
      await client().chat.completions.create(ask('small'));
      expect(test.upstream.calls).toHaveLength(2);
    });
  });
});
