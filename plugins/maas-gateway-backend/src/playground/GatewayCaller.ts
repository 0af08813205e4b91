import { Agent, type Dispatcher, request } from 'undici';
import type { Keyring, PlaygroundCaller } from './Keyring';

/** What is sent on to the gateway. @internal */
export interface PlaygroundCall {
  method: 'GET' | 'POST';
  /** Such as `/v1/models`. */
  path: string;
  /** By lower-case name. */
  headers: Record<string, string>;
  body?: Buffer;
  signal: AbortSignal;
}

/**
 * Calls the gateway with the caller's short-lived key, which goes nowhere else.
 *
 * @internal
 */
export class GatewayCaller {
  // How long models may take is for the gateway to say.
  private readonly agent = new Agent({ headersTimeout: 0, bodyTimeout: 0 });

  constructor(private readonly keys: Keyring) {}

  /**
   * @param baseUrl - of the gateway, without `/v1`
   * @returns the answer, whatever its status
   * @throws Error where the gateway cannot be reached, or there is no key
   */
  async call(
    baseUrl: string,
    caller: PlaygroundCaller,
    call: PlaygroundCall,
  ): Promise<Dispatcher.ResponseData> {
    const secret = await this.keys.secretFor(caller);
    const answer = await this.send(baseUrl, secret, call);
    if (answer.statusCode !== 401) {
      return answer;
    }
    // It ended before its time: revoked, or the control plane has another database now.
    await answer.body.dump();
    this.keys.forget(caller, secret);
    return this.send(baseUrl, await this.keys.secretFor(caller), call);
  }

  /** Ends the connections to the gateway. */
  async close(): Promise<void> {
    await this.agent.destroy();
  }

  private send(
    baseUrl: string,
    secret: string,
    { method, path, headers, body, signal }: PlaygroundCall,
  ): Promise<Dispatcher.ResponseData> {
    return request(`${baseUrl}${path}`, {
      dispatcher: this.agent,
      method,
      headers: { ...headers, authorization: `Bearer ${secret}` },
      body,
      signal,
    });
  }
}
