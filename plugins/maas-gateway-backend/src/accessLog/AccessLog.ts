import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import { API_KEY } from '../server/apiKeyText';
import type { RequestNotes } from '../server/ClientServer';
import type { AccessLogConfig } from '../server/serverConfig';

/** Longest path in the log, and longest word of a model server, in characters. */
const MAX_PATH = 200;
const MAX_WORD = 100;

/** What the log of requests needs. @internal */
export interface AccessLogOptions {
  config: AccessLogConfig;
  logger: LoggerService;
}

/**
 * Writes a line for each request that is over: who asked for what, and how it went. No
 * body, no secret, no query and nothing that a client wrote but its path, which is cut. A
 * call of a model that retires is to be found by `modelRetires`.
 *
 * @internal
 */
export class AccessLog {
  private readonly logger: LoggerService;
  /** What a connection had brought and taken when its last request was over, in bytes. */
  private readonly counted = new WeakMap<Socket, { in: number; out: number }>();

  constructor(private readonly options: AccessLogOptions) {
    this.logger = options.logger.child({ type: 'access' });
  }

  /**
   * Writes the line as soon as the answer has gone and all is known of it.
   *
   * @param handled - never rejects; fills the notes
   */
  watch(
    request: IncomingMessage,
    response: ServerResponse,
    notes: RequestNotes,
    handled: Promise<void>,
  ): void {
    const { socket } = request;
    const begun = performance.now();
    response.once('close', () => {
      const durationMs = Math.round(performance.now() - begun);
      const bytes = this.bytesOf(socket);
      handled.then(() => {
        this.write(response, notes, { durationMs, ...bytes });
      });
    });
  }

  private write(
    response: ServerResponse,
    notes: RequestNotes,
    more: JsonObject,
  ): void {
    const { level } = this.options.config;
    const { end, key } = notes;
    const path = plain(notes.path.replace(API_KEY, 'maas_***'), MAX_PATH);
    const code = notes.refused?.code ?? end?.errorCode;
    const status = response.headersSent ? response.statusCode : 0;
    this.logger[level](`${notes.method} ${path} ${status}`, {
      id: notes.id,
      method: notes.method,
      path,
      status,
      ...known({
        code: code && plain(code, MAX_WORD),
        team: key?.team,
        key: key?.id,
        client: notes.caller.address,
        model: notes.model,
        modelRetires: notes.modelRetires,
        plan: notes.plan,
        streamed: notes.streamed,
        endpoint: end?.endpoint,
        attempts: end?.attempts,
        endState: end?.endState,
        timeToFirstTokenMs: end?.timeToFirstTokenMs,
        inputTokens: end?.tokens.input,
        outputTokens: end?.tokens.output,
        estimated: end?.estimated,
      }),
      ...more,
      ...(!response.writableFinished && { aborted: true }),
    });
  }

  /** Since the request before on the same connection; heads are counted too. */
  private bytesOf(socket: Socket): { bytesIn: number; bytesOut: number } {
    const before = this.counted.get(socket) ?? { in: 0, out: 0 };
    const now = { in: socket.bytesRead, out: socket.bytesWritten };
    this.counted.set(socket, now);
    return { bytesIn: now.in - before.in, bytesOut: now.out - before.out };
  }
}

/** Nothing that makes a second line, or that a terminal obeys. */
function plain(text: string, most: number): string {
  return text.slice(0, most).replace(/[^\x21-\x7e]/g, '?');
}

function known(fields: Record<string, JsonObject[string]>): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  );
}
