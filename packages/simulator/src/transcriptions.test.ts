import OpenAI from 'openai';
import { countTokens } from './tokens';
import { useSimulator } from './testing';

const url = useSimulator();

/** A WAV file of silence: 16 bits, 8000 samples a second. */
function wav(seconds: number, name = 'a.wav'): File {
  const bytes = Buffer.alloc(44 + seconds * 16_000);
  bytes.write('RIFF', 0);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt32LE(16_000, 28);
  bytes.write('data', 36);
  bytes.writeUInt32LE(bytes.length - 44, 40);
  return new File([bytes], name);
}

const client = (server = 'ear') =>
  new OpenAI({
    baseURL: `${url()}/${server}/v1`,
    apiKey: 'none',
    maxRetries: 0,
  }).audio.transcriptions;

/** Sends a form. */
async function post(fields: Record<string, string | File>, server = 'ear') {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    form.append(name, value);
  }
  return await fetch(`${url()}/${server}/v1/audio/transcriptions`, {
    method: 'POST',
    body: form,
  });
}

describe('transcriptions', () => {
  it('hears the same text in the same file, and says how long it was', async () => {
    const hear = (file: File) => client().create({ model: 'ear', file });
    const first = await hear(wav(2.5));
    expect(first).toEqual({
      text: expect.stringContaining('ear'),
      // As vLLM does, in whole seconds.
      usage: { type: 'duration', seconds: 3 },
    });
    await expect(hear(wav(2.5, 'b.wav'))).resolves.toEqual(first);
    const other = await hear(wav(3));
    expect(other.text).not.toBe(first.text);
  });

  it('takes what is no WAV file for sound of 128 kbit/s', async () => {
    const { usage } = await client().create({
      model: 'ear',
      file: new File([new Uint8Array(32_001)], 'a.mp3'),
    });
    expect(usage).toEqual({ type: 'duration', seconds: 3 });
  });

  it('answers verbosely, as a text and as subtitles', async () => {
    const create = async (format: 'verbose_json' | 'text' | 'srt' | 'vtt') => {
      const response = await client().create({
        model: 'ear',
        file: wav(75.5),
        response_format: format,
      });
      return response as unknown;
    };
    const { text } = await client().create({ model: 'ear', file: wav(75.5) });
    const verbose = (await create('verbose_json')) as {
      segments: Array<{ text: string; start: number; end: number }>;
    };
    expect(verbose).toMatchObject({
      task: 'transcribe',
      language: 'en',
      duration: '75.5',
      text,
    });
    const { segments } = verbose;
    expect(segments.map(segment => segment.text).join(' ')).toBe(text);
    expect(segments[0].start).toBe(0);
    expect(segments[segments.length - 1].end).toBe(75.5);

    expect(await create('text')).toBe(`${text}\n`);
    const srt = await create('srt');
    expect(srt).toMatch(/^1\n00:00:00,000 --> 00:00:\d\d,\d{3}\n/);
    expect(srt).toContain('--> 00:01:15,500\n');
    const vtt = await create('vtt');
    expect(vtt).toMatch(/^WEBVTT\n\n00:00:00\.000 --> /);
    expect(vtt).toContain('--> 00:01:15.500\n');
  });

  it('streams the same text, as vLLM does', async () => {
    const fields = { model: 'ear', file: wav(2), stream: 'true' };
    const { text } = await client().create({ model: 'ear', file: wav(2) });
    const streamed = async (more: object) =>
      (await (await post({ ...fields, ...more })).text())
        .trim()
        .split('\n\n')
        .map(event => event.replace('data: ', ''));
    const plain = await streamed({});
    expect(plain.pop()).toBe('[DONE]');
    const chunks = plain.map(chunk => JSON.parse(chunk));
    expect(chunks.map(({ choices }) => choices[0].delta.content).join('')).toBe(
      text,
    );
    expect(chunks[0].object).toBe('transcription.chunk');
    expect(chunks[chunks.length - 1].choices[0].finish_reason).toBe('stop');
    expect(chunks.some(({ usage }) => usage)).toBe(false);

    const counted = await streamed({ stream_include_usage: 'true' });
    expect(JSON.parse(counted[counted.length - 2])).toMatchObject({
      choices: [],
      usage: { prompt_tokens: 0, completion_tokens: countTokens(text) },
    });
  });

  it.each<[string, Record<string, string | File>, string, number, RegExp]>([
    ['no file', { model: 'ear' }, 'ear', 400, /file: /],
    ['a text for a file', { file: 'sound' }, 'ear', 400, /file: /],
    [
      'an unknown format',
      { file: wav(1), response_format: 'pdf' },
      'ear',
      400,
      /response_format: /,
    ],
    ['another model', { file: wav(1), model: 'x' }, 'ear', 404, /not exist/],
    ['a model without ears', { file: wav(1) }, 'chat', 400, /Transcriptions/],
    [
      'a prompt that leaves no room',
      { file: wav(1), prompt: 'word '.repeat(448) },
      'ear',
      400,
      /maximum context length/,
    ],
  ])('refuses %s', async (_, fields, server, status, message) => {
    const response = await post(fields, server);
    expect(response.status).toBe(status);
    const { error } = await response.json();
    expect(error.message).toMatch(message);
  });

  it.each(['application/json', 'multipart/form-data; boundary=b'])(
    'refuses what is no form: %s',
    async type => {
      const response = await fetch(`${url()}/ear/v1/audio/transcriptions`, {
        method: 'POST',
        headers: { 'content-type': type },
        body: '{}',
      });
      expect(response.status).toBe(400);
    },
  );

  it('has an ear for nothing else', async () => {
    const openai = new OpenAI({
      baseURL: `${url()}/ear/v1`,
      apiKey: 'none',
      maxRetries: 0,
    });
    await expect(
      openai.embeddings.create({ model: 'ear', input: 'Hello' }),
    ).rejects.toMatchObject({ status: 400 });
  });
});
