import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Caller } from '@openmaas/backstage-plugin-maas-common';
import { API_KEY } from './apiKeyText';
import { createClientAddress } from './clientAddress';

/** Longest name of a client that the control plane takes, in characters. */
const MAX_CLIENT = 100;

/** What is read of a header, which may be much longer. */
const MAX_READ = 200;

/** The first product of a User-Agent, such as OpenAI/Python. */
const PRODUCT = /^[\w!#$%&'*+.^`|~/-]+/;

interface Known {
  forwardedFor?: string;
  userAgent?: string;
  caller: Caller;
}

/**
 * Knows who sends a request: from which address, and with what. What a client says of
 * itself is cut to one word without control characters.
 *
 * @param trustedProxies - addresses and networks whose `x-forwarded-for` is believed
 * @internal
 */
export function createCallerOf(
  trustedProxies: string[],
): (request: Pick<IncomingMessage, 'headers' | 'socket'>) => Caller {
  const addressOf = createClientAddress(trustedProxies);
  // A program makes one call after the other on a connection, and stays the same.
  const last = new WeakMap<Socket, Known>();
  return ({ headers, socket }) => {
    const forwardedFor = headers['x-forwarded-for'] as string | undefined;
    const userAgent = headers['user-agent'];
    const known = last.get(socket);
    if (
      known?.caller.address &&
      known.forwardedFor === forwardedFor &&
      known.userAgent === userAgent
    ) {
      return known.caller;
    }
    const caller: Caller = {
      address: addressOf(socket.remoteAddress, forwardedFor) || undefined,
      client: productOf(userAgent),
    };
    last.set(socket, { forwardedFor, userAgent, caller });
    return caller;
  };
}

function productOf(userAgent: string | undefined): string | undefined {
  const text = userAgent?.trimStart().slice(0, MAX_READ);
  const [product] = (text && PRODUCT.exec(text)) || [];
  return product?.replace(API_KEY, 'maas_***').slice(0, MAX_CLIENT);
}
