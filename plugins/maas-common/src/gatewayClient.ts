import {
  type MaasClientOptions,
  type MaasRequestOptions,
  restClient,
  unwrap,
} from './rest';
import type {
  GatewayReport,
  PlaygroundKey,
  PolicyUpdate,
  RefusalBatch,
  ResolvedKey,
  UsageBatch,
  UsageReceipt,
} from './types';

/**
 * The calls that join a gateway to the control plane. Every method throws a
 * `ResponseError` of `@backstage/errors` where the answer is not a success.
 *
 * @public
 */
export class MaasGatewayClient {
  constructor(private readonly options: MaasClientOptions) {}

  /**
   * What gateways decide by: what changed since a position, or all of it.
   *
   * @param since - the position that the gateway has; undefined: all of it
   * @param waitSeconds - how long to wait for a change where there is none, 0 to 55
   */
  async policy(
    since: { epoch: string; revision: number } | undefined,
    waitSeconds: number,
    signal?: AbortSignal,
  ): Promise<PolicyUpdate> {
    const client = await restClient(this.options, { signal });
    const query = { epoch: since?.epoch, since: since?.revision, waitSeconds };
    return unwrap(
      client.request('get', '/gateway/policy', { params: { query } }),
    );
  }

  /**
   * Looks up a key that may be younger than the policy.
   *
   * @param hash - SHA-256 of the whole key, in hexadecimal
   */
  async resolveKey(hash: string, signal?: AbortSignal): Promise<ResolvedKey> {
    const client = await restClient(this.options, { signal });
    return unwrap(
      client.request('post', '/gateway/keys/resolve', { body: { hash } }),
    );
  }

  /**
   * A key of short life with which a signed-in user tries models out.
   *
   * @param team - entity reference of one of the user's groups
   * @param options - `token` of the gateway plugin on behalf of that user
   */
  async createPlaygroundKey(
    team: string,
    options: Pick<MaasRequestOptions, 'token' | 'signal'>,
  ): Promise<PlaygroundKey> {
    const client = await restClient(this.options, options);
    return unwrap(
      client.request('post', '/playground/keys', { body: { team } }),
    );
  }

  /** Writes metered calls to the ledger: all of them or, where one is bad, none. */
  async sendUsage(
    batch: UsageBatch,
    signal?: AbortSignal,
  ): Promise<UsageReceipt> {
    const client = await restClient(this.options, { signal });
    return unwrap(client.request('post', '/gateway/usage', { body: batch }));
  }

  /** Tells what the gateway refused, so that people can find out why. */
  async sendRefusals(batch: RefusalBatch, signal?: AbortSignal): Promise<void> {
    const client = await restClient(this.options, { signal });
    await client.request('post', '/gateway/refusals', { body: batch });
  }

  /** Says how the gateway is. */
  async sendStatus(report: GatewayReport, signal?: AbortSignal): Promise<void> {
    const client = await restClient(this.options, { signal });
    await client.request('post', '/gateway/status', { body: report });
  }
}
