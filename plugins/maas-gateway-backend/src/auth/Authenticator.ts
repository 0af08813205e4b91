import type { IncomingHttpHeaders } from 'node:http';
import {
  parseApiKeyId,
  type PolicyKey,
} from '@openmaas/backstage-plugin-maas-common';
import { hashApiKey } from '@openmaas/backstage-plugin-maas-node';
import type { HeldSecret } from '../policy/indexes';
import type { Policy } from '../policy/Policy';
import type { PolicyFeed } from '../policy/PolicyFeed';
import { allowsAddress } from './addresses';
import { readCredential } from './credentials';
import type { KeyResolver } from './KeyResolver';
import {
  endedByPeople,
  expiredKey,
  invalidKey,
  replacedSecret,
  wrongAddress,
} from './refusals';

/** What an authenticator needs. @internal */
export interface AuthenticatorOptions {
  policy: Policy;
  feed: Pick<PolicyFeed, 'assertUsable'>;
  resolver: Pick<KeyResolver, 'isUnknown' | 'resolve'>;
  /** Milliseconds since 1970. */
  now?: () => number;
}

/** What a credential was read from. */
const HEADERS = ['authorization', 'x-api-key', 'api-key'] as const;

interface Credential {
  /** The headers that it was read from. */
  headers: IncomingHttpHeaders;
  sent: string;
  hash: string;
}

/**
 * Knows whose call it is, by the hash of the key that was sent.
 *
 * @internal
 */
export class Authenticator {
  /**
   * What connections were last used with: a call asks twice, and a program makes one call
   * after the other with the same key. A secret lives no longer than its connection.
   */
  private readonly read = new WeakMap<object, Credential>();

  constructor(private readonly options: AuthenticatorOptions) {}

  /**
   * Finds the key that a call is made with. A key that the policy knows is returned at
   * once; only one that it does not know has to be waited for.
   *
   * @param headers - by lower-case name
   * @param known - is told whose key it is as soon as that is known, even where it does
   *   not work any more
   * @param connection - that the call came on
   * @param address - that the call came from
   * @throws GatewayError, at once or later: 401 `invalid_api_key`, `api_key_revoked`,
   *   `api_key_suspended` or `api_key_expired`; 403 `api_key_address_not_allowed`; 503
   *   `gateway_not_ready` where it cannot be decided
   */
  authenticate(
    headers: IncomingHttpHeaders,
    known: (key: PolicyKey) => void = () => {},
    connection: object = headers,
    address = '',
  ): PolicyKey | Promise<PolicyKey> {
    const { policy, feed, resolver } = this.options;
    feed.assertUsable(this.now());
    const { sent, hash } = this.credentialOf(headers, connection);
    const held = policy.keyByHash(hash);
    if (held) {
      known(held.key);
      return this.usable(held, address);
    }
    // What cannot be a key is not worth a question to the control plane.
    if (!parseApiKeyId(sent) || resolver.isUnknown(hash)) {
      throw invalidKey();
    }
    return this.resolve(hash, known, address);
  }

  private credentialOf(
    headers: IncomingHttpHeaders,
    connection: object,
  ): Credential {
    const last = this.read.get(connection);
    if (last && isSame(last.headers, headers)) {
      return last;
    }
    const sent = readCredential(headers);
    if (!sent) {
      throw invalidKey();
    }
    const credential = { headers, sent, hash: hashApiKey(sent) };
    this.read.set(connection, credential);
    return credential;
  }

  private async resolve(
    hash: string,
    known: (key: PolicyKey) => void,
    address: string,
  ): Promise<PolicyKey> {
    const { policy, resolver } = this.options;
    await resolver.resolve(hash);
    const held = policy.keyByHash(hash);
    if (!held) {
      throw invalidKey();
    }
    known(held.key);
    return this.usable(held, address);
  }

  private usable({ key, secret }: HeldSecret, address: string): PolicyKey {
    const ended = endedByPeople(key);
    if (ended) {
      throw ended;
    }
    if (key.expiresAt && this.isOver(key.expiresAt)) {
      throw expiredKey(key.expiresAt);
    }
    if (secret.expiresAt && this.isOver(secret.expiresAt)) {
      throw replacedSecret(secret.expiresAt);
    }
    if (!allowsAddress(key, address)) {
      throw wrongAddress();
    }
    return key;
  }

  private isOver(expiresAt: string): boolean {
    return Date.parse(expiresAt) <= this.now();
  }

  private now(): number {
    return (this.options.now ?? Date.now)();
  }
}

function isSame(a: IncomingHttpHeaders, b: IncomingHttpHeaders): boolean {
  // A header that came twice is a list, which is never the same.
  return a === b || HEADERS.every(name => a[name] === b[name]);
}
