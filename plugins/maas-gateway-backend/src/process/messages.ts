import type { JsonObject } from '@backstage/types';
import type { GatewayConfig } from '../config';
import type { RunningGateway } from '../gateway';

/** A line of the gateway's log. @internal */
export interface LogLine {
  level: 'error' | 'warn' | 'info' | 'debug';
  message: string;
  meta?: JsonObject;
}

/** Lines of the gateway's log, in their order. @internal */
export interface LogMessage {
  type: 'log';
  lines: LogLine[];
}

/**
 * A token for the control plane, or why there is none. Secrets pass only here: unlike
 * an environment or a command line, nobody else can read it.
 *
 * @internal
 */
export interface TokenMessage {
  type: 'token';
  token?: string;
  error?: string;
}

/** What the backend tells its gateway. @internal */
export type ToGateway =
  | { type: 'start'; config: GatewayConfig; controlPlaneUrl: string }
  | TokenMessage
  | { type: 'stop' };

/** What a gateway tells its backend. @internal */
export type FromGateway =
  | ({ type: 'ready' } & Pick<RunningGateway, 'clientUrl' | 'adminUrl'>)
  /** It could not start, and ends. */
  | { type: 'failed'; message: string }
  | { type: 'stopped' }
  /** It needs a token; answered by a `TokenMessage`. */
  | { type: 'token' }
  | LogMessage;
