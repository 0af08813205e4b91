import type { TestGateway } from '../../__testUtils__/testGateway';
import { KEY } from '../../__testUtils__/testPolicy';

/** Where sounds are transcribed. */
export const PATH = '/v1/audio/transcriptions';
/** A file that stays in memory. */
export const SOUND = Buffer.from('not a sound, but nobody looks');
/** One that does not. */
export const LARGE = Buffer.alloc(600_000, 'sound ');

/** A field of a form; a file is a buffer. */
export type Field = [name: string, value: string | Buffer];

/** The field of the file. */
export const file = (bytes: Buffer = SOUND): Field => ['file', bytes];
/** The field of the model. */
export const MODEL: Field = ['model', 'small'];

/** A body as clients write it. */
export function form(...fields: Field[]): Buffer {
  const parts = fields.flatMap(([name, value]) => [
    Buffer.from(
      `--b\r\nContent-Disposition: form-data; name="${name}"${
        Buffer.isBuffer(value)
          ? '; filename="a.wav"\r\nContent-Type: audio/wav'
          : ''
      }\r\n\r\n`,
    ),
    Buffer.from(value),
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...parts, Buffer.from('--b--\r\n')]);
}

/** Sends a form with the good key. */
export function sendForm(
  { gateway }: TestGateway,
  body: Buffer,
  init: RequestInit = {},
): Promise<Response> {
  return fetch(`${gateway.clientUrl}${PATH}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${KEY}`,
      'content-type': 'multipart/form-data; boundary=b',
    },
    body: new Uint8Array(body),
    ...init,
  });
}
