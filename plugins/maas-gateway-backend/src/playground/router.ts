import { pipeline } from 'node:stream/promises';
import type {
  HttpAuthService,
  LoggerService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import {
  InputError,
  isError,
  NotAllowedError,
  ServiceUnavailableError,
  stringifyError,
} from '@backstage/errors';
import express, { type Request, type Response, type Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { Dispatcher } from 'undici';
import type { GatewayCaller } from './GatewayCaller';
import type { PlaygroundCaller } from './Keyring';

const ROUTES = [
  ['GET', '/v1/models'],
  ['POST', '/v1/chat/completions'],
  ['POST', '/v1/embeddings'],
  ['POST', '/v1/responses'],
] as const;

/** All that the gateway needs of a browser's headers. */
const SENT_ON = ['content-type', 'accept'];

/** What of the gateway's headers the browser gets; pages of other origins too. */
const PASSED_BACK =
  /^(content-type|x-request-id|x-maas-model|x-tokens-.+|x-ratelimit-.+|retry-after|retry-after-ms|x-should-retry)$/;

/** What the routes of the playground need. @internal */
export interface PlaygroundRouterOptions {
  httpAuth: HttpAuthService;
  userInfo: UserInfoService;
  logger: LoggerService;
  gateway: GatewayCaller;
  /** Of the gateway, without `/v1`; undefined while it starts. */
  gatewayUrl: () => string | undefined;
  /** Largest body of a request, in bytes. */
  maxBodyBytes: number;
}

/**
 * The gateway's API for people who are signed in to the portal: they call with their
 * Backstage token and the team of `x-maas-team`, and no API key reaches the browser.
 * Prompts and answers pass through and are kept nowhere.
 *
 * @internal
 */
export function createPlaygroundRouter(
  options: PlaygroundRouterOptions,
): Router {
  const router = PromiseRouter();
  const readBody = express.raw({
    type: () => true,
    limit: options.maxBodyBytes,
  });
  const callers = new WeakMap<Request, PlaygroundCaller>();
  for (const [method, path] of ROUTES) {
    router[method === 'GET' ? 'get' : 'post'](
      path,
      // Who may not call need not send anything either.
      async (req: Request) => {
        callers.set(req, await callerOf(req, options));
        return 'next';
      },
      readBody,
      async (req: Request, res: Response) => {
        const caller = callers.get(req);
        if (caller) {
          await pass({ method, path, caller, req, res }, options);
        }
      },
    );
  }
  return router;
}

/** @throws AuthenticationError, InputError, NotAllowedError */
async function callerOf(
  req: Request,
  { httpAuth, userInfo }: PlaygroundRouterOptions,
): Promise<PlaygroundCaller> {
  const credentials = await httpAuth.credentials(req, { allow: ['user'] });
  const team = req.header('x-maas-team')?.toLocaleLowerCase('en-US');
  if (!team?.startsWith('group:')) {
    throw new InputError(
      'Name your team in the header x-maas-team, such as group:default/my-team',
    );
  }
  // With each call: who leaves the team must not go on with a key of earlier.
  const { userEntityRef, ownershipEntityRefs } = await userInfo.getUserInfo(
    credentials,
  );
  const teams = ownershipEntityRefs.map(ref => ref.toLocaleLowerCase('en-US'));
  if (!teams.includes(team)) {
    throw new NotAllowedError(`You are not in ${team}`);
  }
  return { credentials, userRef: userEntityRef, team };
}

async function pass(
  call: {
    method: 'GET' | 'POST';
    path: string;
    caller: PlaygroundCaller;
    req: Request;
    res: Response;
  },
  { gateway, gatewayUrl, logger }: PlaygroundRouterOptions,
): Promise<void> {
  const { method, path, caller, req, res } = call;
  const baseUrl = gatewayUrl();
  if (!baseUrl) {
    throw new ServiceUnavailableError(
      'The gateway is starting: try again in a moment',
    );
  }
  const gone = new AbortController();
  res.once('close', () => gone.abort());
  try {
    const answer = await gateway.call(baseUrl, caller, {
      method,
      path,
      headers: headersOf(req),
      body: Buffer.isBuffer(req.body) ? req.body : undefined,
      signal: gone.signal,
    });
    writeHead(res, answer);
    // Waits for a slow browser, and ends either side when the other one is gone.
    await pipeline(answer.body, res);
  } catch (error) {
    if (res.headersSent || gone.signal.aborted) {
      logger.debug(`A playground call broke off: ${stringifyError(error)}`);
      return;
    }
    throw isUnreachable(error)
      ? new ServiceUnavailableError(
          'The gateway cannot be reached: try again in a moment',
        )
      : error;
  }
}

function headersOf(req: Request): Record<string, string> {
  return Object.fromEntries(
    SENT_ON.flatMap(name => {
      const value = req.header(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function writeHead(res: Response, answer: Dispatcher.ResponseData): void {
  res.status(answer.statusCode);
  const names = Object.keys(answer.headers).filter(name =>
    PASSED_BACK.test(name),
  );
  for (const name of names) {
    res.setHeader(name, answer.headers[name] ?? '');
  }
  res.setHeader('Access-Control-Expose-Headers', names.join(', '));
  // Each token is to be seen when it comes: nothing in between may gather them first.
  res.setHeader('Cache-Control', 'no-store, no-transform');
  res.setHeader('X-Accel-Buffering', 'no');
  res.flushHeaders();
}

/** Whether the connection failed; nothing else has such a code. */
function isUnreachable(error: unknown): boolean {
  return (
    isError(error) &&
    typeof error.code === 'string' &&
    /^(E[A-Z]+|UND_ERR_(SOCKET|CONNECT_TIMEOUT))$/.test(error.code)
  );
}
