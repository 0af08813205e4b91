import type { IncomingMessage } from 'node:http';
import { readBoundary } from '../multipart/boundary';
import { MultipartReader } from '../multipart/MultipartReader';
import { bodyChunks } from '../server/readBody';
import type { Spool } from '../spool/Spool';
import type { SpooledBody } from '../spool/SpooledBody';
import type { UploadProtocol, UploadRequest } from './Protocol';
import { readTranscription } from './transcriptionAnswer';
import { TranscriptionForm } from './transcriptionForm';
import { TranscriptionStream } from './transcriptionStream';

/**
 * `POST /v1/audio/transcriptions`: a form with a file. The model's name may follow the
 * file, so all of it is received before anything is decided.
 *
 * @param maxBytes - of a body
 * @internal
 */
export function transcriptions(spool: Spool, maxBytes: number): UploadProtocol {
  return {
    path: '/v1/audio/transcriptions',
    async receive(request) {
      const body = spool.body();
      try {
        return await receive(request, body, maxBytes);
      } catch (error) {
        await body.discard();
        throw error;
      }
    },
  };
}

async function receive(
  request: IncomingMessage,
  body: SpooledBody,
  maxBytes: number,
): Promise<UploadRequest> {
  const contentType = request.headers['content-type'] ?? '';
  const form = new TranscriptionForm();
  const reader = new MultipartReader(readBoundary(contentType), form);
  for await (const chunk of bodyChunks(request, maxBytes)) {
    reader.push(chunk);
    await body.append(chunk);
  }
  reader.end();
  const { model, modelAt, streamed, format, audioMs, mostAudioMs } =
    form.read();

  return {
    model,
    streamed,
    audioMs,
    mostAudioMs,
    // How much the model will hear cannot be seen from the size of a file.
    estimatedInput: 0,
    headers: { 'content-type': contentType, accept: '*/*' },
    bodyFor: modelName =>
      body.with(
        modelName === model
          ? undefined
          : { at: modelAt, bytes: Buffer.from(modelName) },
      ),
    discard: () => body.discard(),
    countPrompt: async () => 0,
    readAnswer: answer => readTranscription(answer, format),
    openStream: () => new TranscriptionStream(),
  };
}
