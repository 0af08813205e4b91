import { idOf, policyKeyOf, TEAM } from '../__testUtils__/testPolicy';
import { FakeControlPlane } from '../__testUtils__/FakeControlPlane';
import { testPolicy } from '../__testUtils__/testPolicy';
import { TestLogger } from '../metering/__testUtils__/TestLogger';
import type { RequestNotes } from '../server/ClientServer';
import { GatewayError } from '../server/GatewayError';
import { Refusals } from './Refusals';

const never = new AbortController().signal;
const AT = Date.UTC(2026, 10, 21);

const limit = {
  name: 'tokensPerMinute' as const,
  scope: `plan tiny of ${TEAM}`,
  unit: 'tokens' as const,
  limit: '100',
  used: '90',
  wanted: '20',
};

function errorOf(code: string, message = 'No.') {
  return new GatewayError(429, message, {
    code,
    type: 'rate_limit_error',
    limit,
  });
}

function notesOf(
  number: number,
  more: Partial<RequestNotes> = {},
): RequestNotes {
  return {
    id: idOf(number),
    at: AT,
    method: 'POST',
    path: '/v1/chat/completions',
    caller: {},
    key: policyKeyOf(1),
    ...more,
  };
}

function setup() {
  const controlPlane = new FakeControlPlane(testPolicy('http://nowhere'));
  const logger = new TestLogger();
  const pauses: number[] = [];
  let resume = () => {};
  const refusals = new Refusals({
    controlPlane,
    gateway: 'gw-1',
    logger,
    pause: (ms, signal) => {
      pauses.push(ms);
      return new Promise<void>(resolve => {
        resume = resolve;
        if (signal.aborted) {
          resolve();
        }
        signal.addEventListener('abort', () => resolve());
      });
    },
  });
  /** Lets one pause pass, and what follows it. */
  const settled = async () => {
    for (let turn = 0; turn < 5; turn += 1) {
      await new Promise(setImmediate);
    }
  };
  const pass = async () => {
    await settled();
    resume();
    await settled();
  };
  return { controlPlane, logger, pauses, refusals, pass };
}

describe('refusals', () => {
  it('tell who was refused what, by which limit', async () => {
    const { controlPlane, refusals } = setup();
    refusals.note(
      errorOf('rate_limit_exceeded', `Wait\0${'!'.repeat(2_000)}`),
      notesOf(1, {
        model: 'limited',
        plan: 'tiny',
        route: '/v1/chat/completions',
      }),
    );
    await refusals.stop(never);
    expect(controlPlane.refusals).toEqual([
      {
        id: idOf(1),
        at: '2026-11-21T00:00:00.000Z',
        gateway: 'gw-1',
        team: TEAM,
        key: idOf(1),
        model: 'limited',
        plan: 'tiny',
        path: '/v1/chat/completions',
        status: 429,
        code: 'rate_limit_exceeded',
        message: expect.stringMatching(/^Wait\ufffd!{995}$/),
        limit,
      },
    ]);
  });

  it('keep nothing of a request without a known key, and no name that a client wrote', async () => {
    const { controlPlane, refusals } = setup();
    refusals.note(errorOf('invalid_api_key'), notesOf(1, { key: undefined }));
    refusals.note(
      errorOf('model_not_found'),
      notesOf(2, { path: '/v1/models/what-i-want', route: '/v1/models/{id}' }),
    );
    await refusals.stop(never);
    expect(controlPlane.refusals).toMatchObject([{ path: '/v1/models/{id}' }]);
  });

  it('tell of limits that only report', async () => {
    const { controlPlane, refusals } = setup();
    refusals.noteShadowed(notesOf(1));
    refusals.noteShadowed(notesOf(2, { shadowed: [] }));
    refusals.noteShadowed(
      notesOf(3, { shadowed: [{ ...limit, name: 'budget' }, limit] }),
    );
    await refusals.stop(never);
    expect(controlPlane.refusals).toMatchObject([
      {
        id: idOf(3),
        shadow: true,
        status: 429,
        code: 'insufficient_quota',
        limit: { name: 'budget' },
        message: expect.stringContaining('tokensPerMinute'),
      },
    ]);
  });

  it('go out once a second, a thousand at a time, and again where they were not taken', async () => {
    const { controlPlane, pauses, refusals, pass } = setup();
    refusals.start();
    for (let number = 1; number <= 1_500; number += 1) {
      const key = policyKeyOf(number % 100);
      refusals.note(errorOf(`code-${number % 3}`), notesOf(number, { key }));
    }
    await pass();
    controlPlane.goDown();
    await pass();
    expect(controlPlane.refusals).toHaveLength(1_000);
    expect(refusals.size).toBe(500);
    controlPlane.comeUp();
    await pass();
    await pass();
    expect(pauses.slice(0, 2)).toEqual([1_000, 1_000]);
    expect(pauses[2]).toBeGreaterThanOrEqual(1_000);
    await refusals.stop(never);
    expect(new Set(controlPlane.refusals.map(({ id }) => id)).size).toBe(1_500);
    expect(controlPlane.refusals).toHaveLength(1_500);
  });

  it('of a key in a tight loop are told up to a number', async () => {
    const { controlPlane, logger, refusals } = setup();
    for (let number = 1; number <= 500; number += 1) {
      refusals.note(errorOf('rate_limit_exceeded'), notesOf(number));
    }
    refusals.note(errorOf('model_off'), notesOf(501));
    refusals.note(
      errorOf('rate_limit_exceeded'),
      notesOf(502, { key: policyKeyOf(2) }),
    );
    // It goes on in the next minute, which is not worth a line of its own.
    for (let number = 601; number <= 900; number += 1) {
      refusals.note(
        errorOf('rate_limit_exceeded'),
        notesOf(number, { at: AT + 60_000 }),
      );
    }
    await refusals.stop(never);
    expect(controlPlane.refusals).toHaveLength(120 + 2 + 120);
    expect(logger.of('warn')).toEqual([
      expect.stringMatching(new RegExp(`${idOf(1)}.*rate_limit_exceeded`)),
    ]);
  });

  it('are forgotten beyond ten thousand, the oldest first', async () => {
    const { controlPlane, logger, refusals } = setup();
    for (let number = 1; number <= 10_005; number += 1) {
      const key = policyKeyOf(number % 200);
      refusals.note(errorOf('model_off'), notesOf(number, { key }));
    }
    await refusals.stop(never);
    const ids = controlPlane.refusals.map(({ id }) => id);
    expect(ids).toHaveLength(10_000);
    expect(ids).not.toContain(idOf(5));
    expect(ids).toContain(idOf(10_005));
    expect(logger.of('warn')).toHaveLength(1);
  });

  it('that are no use to send again are not', async () => {
    const { controlPlane, logger, refusals } = setup();
    controlPlane.sendRefusals = async () => {
      throw Object.assign(new Error('wrong'), { statusCode: 400 });
    };
    refusals.note(errorOf('model_off'), notesOf(1));
    await refusals.stop(never);
    expect(refusals.size).toBe(0);
    expect(logger.of('error')).toHaveLength(1);
  });

  it('are told but for the one that is wrong', async () => {
    const { controlPlane, logger, refusals } = setup();
    const told: string[] = [];
    controlPlane.sendRefusals = async ({ refusals: some }) => {
      if (some.some(({ id }) => id === idOf(33))) {
        throw Object.assign(new Error('wrong'), { statusCode: 400 });
      }
      told.push(...some.map(({ id }) => id));
    };
    for (let number = 1; number <= 100; number += 1) {
      refusals.note(errorOf('model_off'), notesOf(number));
    }
    await refusals.stop(never);
    expect(new Set(told).size).toBe(99);
    expect(told).toHaveLength(99);
    expect(logger.of('error')).toHaveLength(1);
  });

  it('do not keep a gateway from stopping', async () => {
    const { controlPlane, refusals } = setup();
    refusals.start();
    controlPlane.goDown();
    refusals.note(errorOf('model_off'), notesOf(1));
    await refusals.stop(never);
    expect(refusals.size).toBe(1);
  });
});
