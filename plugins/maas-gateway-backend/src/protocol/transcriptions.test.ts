import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { NONE } from '../__testUtils__/endpoints';
import {
  answerWith,
  type Behaviour,
  DONE,
  streamOf,
} from '../__testUtils__/FakeUpstream';
import {
  startTestGateway,
  type TestGateway,
} from '../__testUtils__/testGateway';
import { KEY } from '../__testUtils__/testPolicy';
import { untilOpen } from '../spool/__testUtils__/openFiles';
import {
  type Field,
  file,
  form,
  LARGE,
  MODEL,
  PATH,
  sendForm,
  SOUND,
} from './__testUtils__/forms';
import { wav } from './__testUtils__/sounds';

jest.setTimeout(20_000);

const TEXT = 'One two three four';

const answer = (usage: unknown, more: object = {}) =>
  answerWith({ text: TEXT, usage, ...more });
const plain: Behaviour = answerWith(`${TEXT}\n`, 200, {
  'content-type': 'text/plain',
});
const said = (...events: object[]) =>
  events.map(event => `data: ${JSON.stringify(event)}\n\n`).join('');

describe('POST /v1/audio/transcriptions', () => {
  let test: TestGateway;
  const directory = () => join(test.dataDir, 'spool');

  beforeEach(async () => {
    test = await startTestGateway();
    test.upstream.behaviour = answer({ type: 'duration', seconds: 3 });
  });
  afterEach(async () => {
    // Whatever became of the calls, nothing is left of their bodies.
    await untilOpen(directory(), 0);
    await test.stop();
  });

  const send = (body: Buffer, init?: RequestInit) => sendForm(test, body, init);

  /** Sends and waits for the event of the call. */
  async function metered(body: Buffer) {
    const response = await send(body);
    const text = await response.text();
    const [event] = await test.controlPlane.events(1);
    return { response, text, event };
  }

  const ask = (...fields: Field[]) => form(MODEL, file(), ...fields);

  const spooled = () => readdirSync(directory());

  it.each([
    ['small', SOUND],
    ['large', LARGE],
  ])('passes a %s body on, byte for byte', async (_, bytes) => {
    const body = form(
      file(bytes),
      ['language', 'de'],
      ['timestamp_granularities[]', 'word'],
      ['timestamp_granularities[]', 'segment'],
      ['model', 'acme/small'],
    );
    const { response, text } = await metered(body);
    expect(response.status).toBe(200);
    expect(JSON.parse(text).text).toBe(TEXT);
    const [call] = test.upstream.calls;
    expect(call.path).toBe(PATH);
    expect(call.bytes.equals(body)).toBe(true);
    expect(call.headers).toMatchObject({
      'content-type': 'multipart/form-data; boundary=b',
      'content-length': String(body.length),
    });
    expect(JSON.stringify(call.headers)).not.toContain(KEY);
    expect(spooled()).toEqual([]);
  });

  it.each([
    ['small', 'before', [MODEL, file()], [['model', 'acme/small'], file()]],
    ['small', 'behind', [file(), MODEL], [file(), ['model', 'acme/small']]],
    [
      'large',
      'behind',
      [file(LARGE), MODEL],
      [file(LARGE), ['model', 'acme/small']],
    ],
    [
      'large',
      'before',
      [MODEL, file(LARGE)],
      [['model', 'acme/small'], file(LARGE)],
    ],
  ] as Array<[string, string, Field[], Field[]]>)(
    'calls the model by the name of its server in a %s body, %s the file, and changes nothing else',
    async (_, _place, sent, expected) => {
      await metered(form(...sent));
      const [{ bytes, headers }] = test.upstream.calls;
      expect(bytes.equals(form(...expected))).toBe(true);
      expect(headers['content-length']).toBe(String(bytes.length));
    },
  );

  it.each(['cannot be reached', 'is overloaded'])(
    'has the body again for the next server where one %s',
    async trouble => {
      const isOverloaded = trouble === 'is overloaded';
      await test.stop();
      test = await startTestGateway({
        policy: update => {
          const [model] = update.models;
          const [{ url }] = model.endpoints;
          const first = isOverloaded ? url : 'http://127.0.0.1:1/v1';
          const endpoints = [first, url].map((each, index) => ({
            url: each,
            modelName: `name-${index}`,
          }));
          return { ...update, models: [{ ...model, endpoints }] };
        },
      });
      test.upstream.behaviour = call =>
        (isOverloaded && test.upstream.calls.length === 1
          ? answerWith({}, 503)
          : plain)(call);
      expect((await send(form(file(LARGE), MODEL))).status).toBe(200);
      const { calls } = test.upstream;
      expect(calls).toHaveLength(isOverloaded ? 2 : 1);
      const bodies = ['name-0', 'name-1'].map(name =>
        form(file(LARGE), ['model', name]).toString(),
      );
      const sent = calls.map(({ body }) => body);
      expect(new Set(sent).size).toBe(calls.length);
      expect(sent.every(body => bodies.includes(body))).toBe(true);
    },
  );

  describe('is metered', () => {
    const tokens = { ...NONE, input: 12, output: 4 };
    const estimate = { ...NONE, output: 4 };
    // Of sound that says nothing of its length, as much as 64 kbit/s are.
    const audioMs = Math.ceil(SOUND.length / 8);

    it.each<[string, Behaviour, Field[], object]>([
      [
        'by tokens',
        answer({
          type: 'tokens',
          input_tokens: 12,
          input_token_details: { text_tokens: 2, audio_tokens: 10 },
          output_tokens: 4,
          total_tokens: 16,
        }),
        [],
        { tokens, estimated: false },
      ],
      [
        'by its time',
        answer({ type: 'duration', seconds: 3 }),
        [],
        { tokens: NONE, audioMs: 3000, estimated: false },
      ],
      [
        'by the time of a verbose answer, which some write as a text',
        answer(undefined, { duration: '2.5004' }),
        [['response_format', 'verbose_json']],
        { tokens: NONE, audioMs: 2500, estimated: false },
      ],
      [
        'by its text where nothing was counted',
        answer(null),
        [],
        { tokens: estimate, audioMs, estimated: true },
      ],
      [
        'by its text where what was counted is no number',
        answer({ type: 'duration', seconds: 'NaN' }, { duration: -1 }),
        [],
        { tokens: estimate, audioMs, estimated: true },
      ],
      [
        'by a plain text',
        answerWith(TEXT, 200, { 'content-type': 'text/plain' }),
        [['response_format', 'text']],
        { tokens: estimate, audioMs, estimated: true },
      ],
      [
        'by what is said in subtitles',
        answerWith(
          `1\n00:00:00,000 --> 00:00:01,000\nOne two\n\n2\n00:00:01,000 --> 00:00:02,000\n three four\n`,
        ),
        [['response_format', 'srt']],
        { tokens: { ...NONE, output: 5 }, audioMs, estimated: true },
      ],
      [
        'by what is said in WebVTT',
        answerWith(`WEBVTT\n\n00:00.000 --> 00:01.000\n${TEXT}\n`),
        [['response_format', 'vtt']],
        { tokens: estimate, audioMs, estimated: true },
      ],
    ])('%s', async (_, behaviour, fields, expected) => {
      test.upstream.behaviour = behaviour;
      const { event, response } = await metered(ask(...fields));
      expect(response.status).toBe(200);
      expect(event).toMatchObject({
        path: PATH,
        streamed: false,
        endState: 'completed',
        ...expected,
      });
      expect(event.audioMs).toBe(
        'audioMs' in expected ? expected.audioMs : undefined,
      );
    });

    it('by the length of a WAV file where its server says nothing', async () => {
      test.upstream.behaviour = plain;
      const { event } = await metered(
        form(MODEL, file(wav(20)), ['response_format', 'text']),
      );
      expect(event).toMatchObject({ audioMs: 20_000, estimated: true });
    });

    it('as nothing where its server refuses', async () => {
      test.upstream.behaviour = answerWith({ error: 'no sound' }, 400);
      const { event, response, text } = await metered(
        form(MODEL, file(wav(1))),
      );
      expect(response.status).toBe(400);
      expect(text).toContain('no sound');
      expect(event).toMatchObject({
        endState: 'upstream_error',
        tokens: NONE,
      });
      expect(event.audioMs).toBeUndefined();
    });
  });

  describe('streamed', () => {
    const usage = { type: 'tokens', input_tokens: 7, output_tokens: 4 };
    const delta = { type: 'transcript.text.delta', delta: TEXT };
    const chunk = {
      object: 'transcription.chunk',
      choices: [{ delta: { content: TEXT }, finish_reason: null }],
    };
    const counted = {
      tokens: { ...NONE, input: 7, output: 4 },
      estimated: false,
    };

    it.each<[string, string, object]>([
      [
        'as OpenAI does',
        said(delta, { type: 'transcript.text.done', text: TEXT, usage }),
        counted,
      ],
      [
        'as OpenAI does, by time',
        said(delta, {
          type: 'transcript.text.done',
          text: TEXT,
          usage: { type: 'duration', seconds: 2 },
        }),
        { tokens: NONE, audioMs: 2000, estimated: false },
      ],
      [
        'as vLLM does',
        said(chunk, {
          choices: [],
          usage: { prompt_tokens: 7, completion_tokens: 4 },
        }) + DONE,
        counted,
      ],
      [
        'as vLLM does, without usage',
        said(chunk) + DONE,
        { tokens: { ...NONE, output: 4 }, estimated: true },
      ],
    ])('%s, passes as it is and is metered', async (_, stream, expected) => {
      const bytes = Buffer.from(stream);
      const half = Math.floor(bytes.length / 2);
      test.upstream.behaviour = streamOf(
        stream.slice(0, half),
        stream.slice(half),
      );
      const { response, text, event } = await metered(ask(['stream', 'True']));
      expect(response.headers.get('content-type')).toBe('text/event-stream');
      expect(text).toBe(stream);
      expect(event).toMatchObject({ streamed: true, ...expected });
      expect(event.timeToFirstTokenMs).toBeGreaterThanOrEqual(0);
      expect(test.upstream.calls[0].headers.accept).toBe('*/*');
    });

    it('is over with the event that says so', async () => {
      const stream = said(delta, { type: 'transcript.text.done', usage });
      test.upstream.behaviour = ({ response }) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(stream);
      };
      const { text, event } = await metered(ask(['stream', 'true']));
      expect(text).toBe(stream);
      expect(event).toMatchObject({ endState: 'completed', ...counted });
    });

    it('tells of an error in its midst', async () => {
      test.upstream.behaviour = streamOf(
        said(delta, { error: { code: 'broken_sound' } }),
      );
      const { event } = await metered(ask(['stream', 'true']));
      expect(event).toMatchObject({
        endState: 'upstream_error',
        errorCode: 'broken_sound',
        tokens: { output: 4 },
      });
    });

    it('is billed by what came when the client leaves', async () => {
      test.upstream.behaviour = ({ response }) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(said(delta));
      };
      const leaving = new AbortController();
      const response = await send(
        form(MODEL, ['stream', 'true'], file(wav(18))),
        { signal: leaving.signal },
      );
      const reader = response.body?.getReader();
      await reader?.read();
      leaving.abort();
      const [event] = await test.controlPlane.events(1);
      expect(event).toMatchObject({
        endState: 'client_aborted',
        tokens: { ...NONE, output: 4 },
        audioMs: 18_000,
        estimated: true,
      });
      const [call] = test.upstream.calls;
      await call.hungUp;
    });
  });

  it.each([
    ['as its file says', wav(18), 18_000],
    // Nothing of it says so: 16 kbit/s is as little as there is.
    ['as its size allows', Buffer.alloc(36_000), 18_000],
  ])('reserves the price of sound that is as long %s', async (_, sound, ms) => {
    const never = new AbortController().signal;
    const { models } = await test.controlPlane.policy(undefined, 0, never);
    test.controlPlane.change({
      models: models.map(model => ({
        ...model,
        prices: { audioSecond: '1000000000' },
        revision: 2,
      })),
    });
    while (!test.controlPlane.reports.some(({ revision }) => revision === 2)) {
      await new Promise(setImmediate);
    }
    const response = await send(form(MODEL, file(sound)), {
      headers: {
        authorization: `Bearer ${KEY}`,
        'content-type': 'multipart/form-data; boundary=b',
        'x-maas-dry-run': '1',
      },
    });
    await expect(response.json()).resolves.toMatchObject({
      reserves: { mostCost: String(ms) },
    });
    expect(test.upstream.calls).toEqual([]);
  });

  it('goes on after a server that answered before it had read all', async () => {
    test.upstream.early = response => response.writeHead(413).end('Too much');
    const response = await send(form(MODEL, file(Buffer.alloc(900_000))));
    expect(response.status).toBe(413);
    test.upstream.early = undefined;
    expect((await send(form(MODEL, file(LARGE)))).status).toBe(200);
  });
});
