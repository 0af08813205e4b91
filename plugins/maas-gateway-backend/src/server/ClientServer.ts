import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { Socket } from 'node:net';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type {
  Caller,
  PolicyKey,
  RefusedLimit,
} from '@openmaas/backstage-plugin-maas-common';
import type { AccessLog } from '../accessLog/AccessLog';
import type { CallEnd } from '../metering/Meter';
import { startTrace } from '../tracing/startTrace';
import { nameAnswer, sendError } from './answers';
import type { Cors } from './cors';
import { GatewayError } from './GatewayError';
import { answerOf } from './listen';
import { ClientGone } from './readBody';
import { newRequestId } from './requestId';
import { type Route, Routes } from './routes';
import type { RequestTimeouts } from './serverConfig';

export type { Route } from './routes';

/** What is known of a request, for those who are told how it went. @internal */
export interface RequestNotes {
  /** The answer's `x-request-id`. */
  id: string;
  /** Milliseconds since 1970. */
  at: number;
  method: string;
  /** Without a query. */
  path: string;
  caller: Caller;
  /** The path as the gateway has it: `{id}` where a client names something. */
  route?: string;
  /** Set as soon as it is known; so is the rest. */
  key?: PolicyKey;
  /** Id of a model that the key may see. */
  model?: string;
  /** When the model that was named retires, or did; ISO 8601. */
  modelRetires?: string;
  plan?: string;
  streamed?: boolean;
  /** Limits that the call is beyond and that only report. */
  shadowed?: RefusedLimit[];
  /** How the call ended, where one went upstream. */
  end?: CallEnd;
  /** What the request was answered with instead. */
  refused?: GatewayError;
}

/** A request with a good key. @internal */
export interface AuthenticatedRequest {
  /** Id of the call and of its usage event; the answer's `x-request-id`. */
  id: string;
  request: IncomingMessage;
  response: ServerResponse;
  notes: RequestNotes;
  /** For the model server, so that it finds its place in the client's trace. */
  traceHeaders: Record<string, string>;
  /**
   * Whose it is. To be asked when it is decided about: a key may be revoked while a
   * body is on its way.
   *
   * @throws GatewayError
   */
  key(): PolicyKey | Promise<PolicyKey>;
  /** The last part of a path that ends in `{id}`. */
  pathId?: string;
}

/** What the server needs. @internal */
export interface ClientServerOptions {
  routes: Route[];
  callerOf(request: IncomingMessage): Caller;
  /**
   * @param address - that the request came from, where that is known
   * @param known - is told whose key it is, even where it is not good any more
   * @throws GatewayError
   */
  authenticate(
    request: IncomingMessage,
    address: string | undefined,
    known: (key: PolicyKey) => void,
  ): PolicyKey | Promise<PolicyKey>;
  onRefused(error: GatewayError, notes: RequestNotes): void;
  /** A request was answered with no error of the gateway. */
  onServed(notes: RequestNotes): void;
  /** Clients that may be connected at the same time; others are hung up on. */
  maxConnections: number;
  timeouts: RequestTimeouts & {
    /** How long a client may take nothing of an answer that is whole. */
    takenMs: number;
  };
  cors?: Cors;
  accessLog?: AccessLog;
  logger: LoggerService;
}

/**
 * The HTTP server that programs call. It knows paths, keys and errors; what a call is,
 * its routes know.
 *
 * @internal
 */
export function createClientServer(options: ClientServerOptions): Server {
  const { cors, accessLog } = options;
  const { headMs, wholeMs, takenMs } = options.timeouts;
  const routes = new Routes(options.routes);
  const onRequest = (request: IncomingMessage, response: ServerResponse) => {
    const now = Date.now();
    const notes: RequestNotes = {
      id: newRequestId(now),
      at: now,
      method: request.method ?? '',
      path: (request.url ?? '').split('?', 1)[0],
      caller: options.callerOf(request),
    };
    nameAnswer(response, notes.id);
    hangUpIfNotTaken(request.socket, response, takenMs);
    const handled = cors?.handle(request, response)
      ? Promise.resolve()
      : handle(request, response, notes, routes, options);
    accessLog?.watch(request, response, notes, handled);
  };
  const server = createServer(
    {
      // Who is slow to ask holds up nobody else, but must not do so for ever.
      headersTimeout: headMs,
      requestTimeout: wholeMs,
      keepAliveTimeout: 65_000,
      connectionsCheckingInterval: Math.ceil(headMs / 3),
      // Two different keys in one header are as bad as in two.
      joinDuplicateHeaders: true,
    },
    onRequest,
  );
  server.maxConnections = options.maxConnections;
  // Whatever else than 100-continue a client expects, it gets an answer.
  server.on('checkExpectation', onRequest);
  server.on('clientError', refuseMalformed);
  return server;
}

/** An answer that nobody takes would stay in memory for as long as its connection. */
function hangUpIfNotTaken(
  socket: Socket,
  response: ServerResponse,
  takenMs: number,
): void {
  response.once('prefinish', () => {
    // Most are taken at once.
    if (socket.writableLength > 0) {
      socket.setTimeout(takenMs);
      // Before Node itself begins to wait for the next request.
      response.prependOnceListener('finish', () => socket.setTimeout(0));
    }
  });
}

/** Never rejects. */
async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  notes: RequestNotes,
  routes: Routes,
  options: ClientServerOptions,
): Promise<void> {
  const { headers: traceHeaders, end } = startTrace(request.headers, notes);
  try {
    const { id } = notes;
    const { route, pathId } = routes.find(notes);
    const key = () =>
      options.authenticate(request, notes.caller.address, known => {
        notes.key = known;
      });
    // Before anything is read of the body: nobody else may send one.
    const found = key();
    if (found instanceof Promise) {
      await found;
    }
    await route.handle({
      id,
      request,
      response,
      notes,
      traceHeaders,
      key,
      pathId,
    });
    options.onServed(notes);
  } catch (error) {
    if (!(error instanceof ClientGone)) {
      notes.refused =
        error instanceof GatewayError ? error : internalError(error, options);
      options.onRefused(notes.refused, notes);
      sendError(response, notes.refused);
    }
  }
  end(response.headersSent ? response.statusCode : undefined);
}

function internalError(
  error: unknown,
  { logger }: ClientServerOptions,
): GatewayError {
  logger.error(`A call failed inside the gateway: ${stringifyError(error)}`);
  return new GatewayError(500, 'The gateway failed. Its log says why.', {
    code: 'internal_error',
    type: 'server_error',
  });
}

const MALFORMED: Record<string, [string, string]> = {
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    'The headers of the request are too large.',
  ],
  ERR_HTTP_REQUEST_TIMEOUT: [
    '408 Request Timeout',
    'The request did not come in time.',
  ],
};

/** What the parser of HTTP refused never becomes a request: the socket is answered. */
function refuseMalformed(
  error: Error & { code?: string },
  socket: Socket,
): void {
  if (!socket.writable || answerOf(socket)?.headersSent) {
    socket.destroy();
    return;
  }
  const [status, message] = MALFORMED[error.code ?? ''] ?? [
    '400 Bad Request',
    'This is not a valid HTTP request.',
  ];
  const refusal = new GatewayError(Number(status.slice(0, 3)), message, {
    code: 'invalid_request_error',
    type: 'invalid_request_error',
  });
  const body = JSON.stringify(refusal.toBody());
  socket.end(
    [
      `HTTP/1.1 ${status}`,
      'content-type: application/json',
      `content-length: ${Buffer.byteLength(body)}`,
      `x-request-id: ${newRequestId(Date.now())}`,
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
