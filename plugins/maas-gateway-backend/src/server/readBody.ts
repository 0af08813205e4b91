import type { IncomingMessage } from 'node:http';
import { badRequest } from '../protocol/requestBody';
import { BytePieces } from './BytePieces';
import { GatewayError } from './GatewayError';

/** The client went away before its request was whole. @internal */
export class ClientGone extends Error {
  constructor() {
    super('The client went away');
    this.name = 'ClientGone';
  }
}

/**
 * Reads a request's body into memory.
 *
 * @param limit - bytes
 * @param reserve - takes room for so many bytes more until the body is whole, or gives back
 * @throws GatewayError 413 where it is larger, as soon as that is known; 400 where it is
 *   compressed; what `reserve` throws; ClientGone
 * @internal
 */
export function readBody(
  request: IncomingMessage,
  limit: number,
  reserve: (bytes: number) => void,
): Promise<Buffer> {
  return new Promise<Buffer>((resolve, reject) => {
    assertReadable(request, limit);
    if (request.destroyed) {
      // Before anybody listened: it will not say so again.
      throw new ClientGone();
    }
    const pieces = new BytePieces();
    let isOver = false;
    /** Only the first time counts. */
    const end = () => {
      const isFirst = !isOver;
      isOver = true;
      if (isFirst) {
        reserve(-pieces.length);
      }
      return isFirst;
    };
    const refuse = (error: unknown) => {
      if (end()) {
        reject(error);
      }
    };
    request.on('data', (chunk: Buffer) => {
      if (isOver) {
        return;
      }
      try {
        if (pieces.length + chunk.length > limit) {
          throw tooLarge(limit);
        }
        reserve(chunk.length);
        pieces.push(chunk);
      } catch (error) {
        request.pause();
        refuse(error);
      }
    });
    request.once('end', () => {
      if (end()) {
        resolve(pieces.take());
      }
    });
    const leave = () => {
      if (!isOver) {
        refuse(new ClientGone());
      }
    };
    request.once('close', leave);
    request.once('error', leave);
  });
}

/**
 * A request's body, piece by piece; the next is read when it is asked for.
 *
 * @param limit - bytes
 * @throws as `readBody`
 * @internal
 */
export async function* bodyChunks(
  request: IncomingMessage,
  limit: number,
): AsyncGenerator<Buffer> {
  assertReadable(request, limit);
  let size = 0;
  try {
    // Who stops reading still has to answer, on the same connection.
    const chunks: AsyncIterable<Buffer> = request.iterator({
      destroyOnReturn: false,
    });
    for await (const chunk of chunks) {
      size += chunk.length;
      if (size > limit) {
        break;
      }
      yield chunk;
    }
  } catch {
    throw new ClientGone();
  }
  if (size > limit) {
    throw tooLarge(limit);
  }
}

function assertReadable({ headers }: IncomingMessage, limit: number): void {
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    throw badRequest(
      'Send the body as it is, without Content-Encoding: compressed bodies are not read.',
    );
  }
  if (Number(headers['content-length'] ?? 0) > limit) {
    throw tooLarge(limit);
  }
}

function tooLarge(limit: number): GatewayError {
  return new GatewayError(
    413,
    `The body is larger than the ${limit} bytes that are allowed.`,
    { code: 'invalid_request_error', type: 'invalid_request_error' },
  );
}
