import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseModels, type SimulatedModel } from './config';
import { ApiError, notFound } from './errors';
import { sendJson } from './http';
import { ModelServer } from './modelServer';
import { ROUTES } from './routes';

/**
 * What to start.
 *
 * @public
 */
export interface SimulatorOptions {
  /** address to listen on; default: 127.0.0.1 */
  host?: string;
  /** 0 takes a free one */
  port: number;
  models: SimulatedModel[];
}

/**
 * A running simulator.
 *
 * @public
 */
export interface Simulator {
  /** base address, such as `http://127.0.0.1:7090`; a model's API is at `<url>/<name>/v1` */
  url: string;
  /** Ends all answers at once and stops listening. */
  close(): Promise<void>;
}

/**
 * The address cannot be listened on; `code` is the system's, such as `EADDRINUSE`.
 *
 * @public
 */
export class ListenError extends Error {
  name = 'ListenError';

  constructor(
    readonly host: string,
    readonly port: number,
    readonly code: string,
  ) {
    super(
      code === 'EADDRINUSE'
        ? `Port ${port} on ${host} is in use by another program`
        : `Cannot listen on port ${port} of ${host}: ${code}`,
    );
  }
}

/**
 * Starts all simulated model servers on one listener.
 *
 * @throws ConfigError for wrong models
 * @throws ListenError when the address cannot be listened on
 * @public
 */
export async function startSimulator(
  options: SimulatorOptions,
): Promise<Simulator> {
  const { host = '127.0.0.1', port } = options;
  const servers = new Map(
    parseModels(options.models, 'models').map(model => [
      model.name,
      new ModelServer(model),
    ]),
  );
  const calls = new Set<AbortController>();

  const listener = createServer(async (request, response) => {
    const call = new AbortController();
    calls.add(call);
    response.on('close', () => {
      calls.delete(call);
      // Harmless when the answer is complete; else it stops the generation.
      call.abort(new Error('the client went away'));
    });
    response.setHeader('x-simulated', 'true');
    try {
      await dispatch(servers, request, response, call.signal);
    } catch (error) {
      answerError(error, response, call.signal);
    }
  });
  await listen(listener, host, port);

  return {
    url: urlOf(listener, host),
    async close() {
      calls.forEach(call => call.abort(new Error('the simulator closes')));
      await new Promise<void>(resolve => {
        listener.close(() => resolve());
        listener.closeAllConnections();
      });
    },
  };
}

async function dispatch(
  servers: ReadonlyMap<string, ModelServer>,
  request: IncomingMessage,
  response: ServerResponse,
  signal: AbortSignal,
): Promise<void> {
  const [path] = (request.url ?? '/').split('?');
  const [, name, ...rest] = path.split('/');
  if (path === '/') {
    checkMethod(request, 'GET');
    sendJson(response, 200, describe(servers));
    return;
  }
  const server = servers.get(name);
  if (!server) {
    throw notFound(
      `There is no simulated model server "${name}". GET / lists them.`,
    );
  }
  const found = ROUTES.get(rest.join('/'));
  if (!found) {
    throw notFound(`Not Found: a model server has no ${path}`);
  }
  checkMethod(request, found.method);
  await found.route({ server, request, response, signal });
}

function checkMethod(request: IncomingMessage, method: string): void {
  if (request.method !== method) {
    throw new ApiError(
      405,
      'Method Not Allowed',
      `Method Not Allowed: use ${method}`,
      null,
      { allow: method },
    );
  }
}

function answerError(
  error: unknown,
  response: ServerResponse,
  signal: AbortSignal,
): void {
  if (signal.aborted || response.headersSent) {
    // Nobody listens any more, or it is too late for another status.
    response.destroy();
    return;
  }
  const known =
    error instanceof ApiError
      ? error
      : new ApiError(500, 'InternalServerError', String(error));
  sendJson(response, known.status, known.toBody(), known.headers);
}

function describe(servers: ReadonlyMap<string, ModelServer>) {
  return {
    simulated: true,
    message:
      'These are simulated model servers for laptops and tests. They speak the API of vLLM, but no model runs: answers are prepared sentences.',
    servers: [...servers.values()].map(({ model }) => ({
      name: model.name,
      model: model.servedModelName,
      kind: model.kind,
      contextLength: model.contextLength,
      url: `/${model.name}/v1`,
      metrics: `/${model.name}/metrics`,
    })),
  };
}

async function listen(
  listener: Server,
  host: string,
  port: number,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    listener.once('error', (error: NodeJS.ErrnoException) =>
      reject(new ListenError(host, port, error.code ?? error.message)),
    );
    listener.listen(port, host, resolve);
  });
}

function urlOf(listener: Server, host: string): string {
  const { port } = listener.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
