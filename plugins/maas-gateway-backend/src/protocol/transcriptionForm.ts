import type { PartHead } from '../multipart/partHead';
import type { PartListener } from '../multipart/MultipartReader';
import type { ByteRange } from '../spool/SpooledBody';
import { badRequest } from './requestBody';
import { wavDurationMs, WAV_HEAD_BYTES } from './wav';

/** Fields that the gateway reads; each may be there once, like the file. */
const READ = ['model', 'stream', 'response_format'];

const MAX_PARTS = 64;
/** Bytes of a field that is read, and of another one. */
const MAX_READ = 1_000;
const MAX_FIELD = 1024 ** 2;

/**
 * Bytes that a millisecond of sound has at least where its file does not say how long it
 * is: 16 kbit/s, as speech is sent where lines are narrow.
 */
const LEAST_BYTES_PER_MS = 2;

/** What it probably has: 64 kbit/s, as speech is mostly compressed. */
const LIKELY_BYTES_PER_MS = 8;

/** What the gateway wants to know of a form. @internal */
export interface TranscriptionFields {
  model: string;
  /** Where the model's name stands in the body. */
  modelAt: ByteRange;
  streamed: boolean;
  /** Such as `json`, which it is where the client does not say. */
  format: string;
  /** Length of the sound as its file says, or else judged by its size; in milliseconds. */
  audioMs: number;
  /** How long it is at most, as far as its size tells; in milliseconds. */
  mostAudioMs: number;
}

/** A field that is read, or the beginning of a file. */
interface Field {
  at: ByteRange;
  bytes: Buffer[];
}

/**
 * Looks through the form of a request for a transcription.
 *
 * @internal
 */
export class TranscriptionForm implements PartListener {
  private readonly fields = new Map<string, Field>();
  private part: (PartHead & Field) | undefined;
  private size = 0;
  private parts = 0;

  begin(head: PartHead, at: number): void {
    if (++this.parts > MAX_PARTS) {
      throw badRequest(`The form has more than ${MAX_PARTS} fields.`);
    }
    const { name, isFile } = head;
    if (isFile !== (name === 'file')) {
      throw badRequest(
        isFile
          ? `The field "${name}" must be a text, not a file.`
          : 'The field "file" must be a file, with its name.',
        name,
      );
    }
    if (this.fields.has(name)) {
      throw badRequest(`The form has the field "${name}" twice.`, name);
    }
    this.part = { ...head, at: { start: at, end: at }, bytes: [] };
    this.size = 0;
    if (isFile || READ.includes(name)) {
      this.fields.set(name, this.part);
    }
  }

  data(bytes: Buffer): void {
    const { part } = this;
    if (!part) {
      return;
    }
    const { name, isFile } = part;
    const most = READ.includes(name) ? MAX_READ : MAX_FIELD;
    const kept = isFile ? Math.max(0, WAV_HEAD_BYTES - this.size) : MAX_READ;
    this.size += bytes.length;
    if (!isFile && this.size > most) {
      throw badRequest(
        `The field "${name}" has more than ${most} bytes.`,
        name,
      );
    }
    if (this.fields.has(name) && kept > 0) {
      part.bytes.push(bytes.subarray(0, kept));
    }
  }

  end(at: number): void {
    if (this.part) {
      this.part.at.end = at;
    }
  }

  /**
   * What was found, once all has come.
   *
   * @throws GatewayError 400
   */
  read(): TranscriptionFields {
    const file = this.fields.get('file');
    if (!file) {
      throw badRequest(
        'Send the sound to transcribe: the field "file" is missing.',
        'file',
      );
    }
    const model = this.fields.get('model');
    if (!model) {
      throw badRequest(
        'Say which model to call: the field "model" is missing.',
        'model',
      );
    }
    const size = file.at.end - file.at.start;
    const told = wavDurationMs(Buffer.concat(file.bytes), size);
    return {
      model: this.text('model') || emptyModel(),
      modelAt: model.at,
      streamed: readStream(this.text('stream')),
      format: this.text('response_format') ?? 'json',
      audioMs: told ?? Math.ceil(size / LIKELY_BYTES_PER_MS),
      mostAudioMs: told ?? Math.ceil(size / LEAST_BYTES_PER_MS),
    };
  }

  private text(name: string): string | undefined {
    const field = this.fields.get(name);
    if (!field) {
      return undefined;
    }
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
        Buffer.concat(field.bytes),
      );
    } catch {
      throw badRequest(`The field "${name}" is not valid UTF-8.`, name);
    }
  }
}

/** As model servers in Python read it; what they would refuse is refused. */
function readStream(text = 'false'): boolean {
  const word = text.toLowerCase();
  if (['true', '1', 'on', 'yes', 't', 'y'].includes(word)) {
    return true;
  }
  if (['false', '0', 'off', 'no', 'f', 'n'].includes(word)) {
    return false;
  }
  throw badRequest('The field "stream" must be true or false.', 'stream');
}

function emptyModel(): never {
  throw badRequest('The field "model" must be the name of a model.', 'model');
}
