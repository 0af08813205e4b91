import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import {
  startTestGateway,
  type TestGateway,
} from '../__testUtils__/testGateway';
import { KEY } from '../__testUtils__/testPolicy';
import { untilOpen } from '../spool/__testUtils__/openFiles';
import { SpooledBody } from '../spool/SpooledBody';
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

jest.setTimeout(20_000);

/** With another byte in the place of a character. */
function withByte(body: Buffer, character: string, byte: number): Buffer {
  const changed = Buffer.from(body);
  changed[body.indexOf(character)] = byte;
  return changed;
}

describe('POST /v1/audio/transcriptions', () => {
  let test: TestGateway;
  const directory = () => join(test.dataDir, 'spool');

  beforeEach(async () => {
    test = await startTestGateway({ config: { maxUploadBytes: 2_000_000 } });
  });
  afterEach(async () => {
    // Whatever was refused, nothing is left of it.
    await untilOpen(directory(), 0);
    const { calls } = test.upstream;
    const names = readdirSync(directory());
    await test.stop();
    if (names.length + calls.length > 0) {
      throw new Error(`${names.length} files, ${calls.length} calls are left`);
    }
  });

  const send = (body: Buffer, init?: RequestInit) => sendForm(test, body, init);

  it.each<[string, Buffer, string | null, RegExp]>([
    ['no file', form(MODEL), 'file', /"file" is missing/],
    ['no model', form(file()), 'model', /"model" is missing/],
    ['an empty model', form(['model', ''], file()), 'model', /name of a model/],
    ['two models', form(MODEL, MODEL, file()), 'model', /"model" twice/],
    ['two files', form(MODEL, file(), file()), 'file', /"file" twice/],
    [
      'a file for a model',
      form(['model', SOUND], file()),
      'model',
      /must be a text/,
    ],
    ['a text for a file', form(MODEL, ['file', 'x']), 'file', /must be a file/],
    [
      'a model that is no text',
      withByte(form(['model', 'small~'], file()), '~', 0xff),
      'model',
      /UTF-8/,
    ],
    [
      'a stream that is neither',
      form(MODEL, file(), ['stream', 'perhaps']),
      'stream',
      /true or false/,
    ],
    [
      'a model of a thousand letters',
      form(['model', 'm'.repeat(1001)], file()),
      'model',
      /more than 1000 bytes/,
    ],
    [
      'a field without end',
      form(MODEL, ['prompt', 'p'.repeat(1_048_577)]),
      'prompt',
      /more than 1048576 bytes/,
    ],
    [
      'fields without end',
      form(...Array<Field>(65).fill(['include[]', 'logprobs'])),
      null,
      /more than 64 fields/,
    ],
    ['half a form', form(MODEL, file()).subarray(0, -7), null, /breaks off/],
  ])('refuses %s', async (_, body, param, message) => {
    const response = await send(body);
    expect(response.status).toBe(400);
    await expect(response.json()).resolves.toEqual({
      error: {
        message: expect.stringMatching(message),
        type: 'invalid_request_error',
        param,
        code: 'invalid_request_error',
      },
    });
  });

  it.each([
    ['JSON', { 'content-type': 'application/json' }, 400, /multipart/],
    ['no boundary', { 'content-type': 'multipart/form-data' }, 400, /boundary/],
    [
      'a compressed body',
      {
        'content-type': 'multipart/form-data; boundary=b',
        'content-encoding': 'gzip',
      },
      400,
      /Content-Encoding/,
    ],
  ])('refuses %s', async (_, headers, status, message) => {
    const response = await send(form(MODEL, file()), {
      headers: { authorization: `Bearer ${KEY}`, ...headers },
    });
    expect(response.status).toBe(status);
    const { error } = await response.json();
    expect(error.message).toMatch(message);
  });

  it.each([
    ['that says so', (body: Buffer) => body],
    [
      'that does not',
      (body: Buffer) =>
        new ReadableStream({
          start(controller) {
            controller.enqueue(new Uint8Array(body));
            controller.close();
          },
        }),
    ],
  ])('refuses a body %s and is larger than is allowed', async (_, bodyOf) => {
    const body = bodyOf(form(MODEL, file(Buffer.alloc(2_000_000))));
    const response = await send(Buffer.alloc(0), {
      body: body as BodyInit,
      duplex: 'half',
    } as RequestInit);
    expect(response.status).toBe(413);
  });

  it('lets in who may call the model, and nobody else', async () => {
    const refused = await send(form(['model', 'foreign'], file(LARGE)));
    expect(refused.status).toBe(403);
    const unknown = await send(form(['model', 'nothing'], file(LARGE)));
    expect(unknown.status).toBe(404);
  });

  it('forgets a body whose client leaves half-way', async () => {
    const body = form(MODEL, file(LARGE));
    const client = request(`${test.gateway.clientUrl}${PATH}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${KEY}`,
        'content-type': 'multipart/form-data; boundary=b',
        'content-length': body.length,
      },
    });
    const discard = jest.spyOn(SpooledBody.prototype, 'discard');
    client.on('error', () => {});
    client.write(body.subarray(0, -10));
    await untilOpen(directory(), 1);
    client.destroy();
    await untilOpen(directory(), 0);
    await test.gateway.stop();
    expect(discard).toHaveBeenCalledTimes(1);
    expect(test.controlPlane.received).toEqual([]);
    expect(test.logs.mock.calls.filter(([level]) => level === 'error')).toEqual(
      [],
    );
  });
});
