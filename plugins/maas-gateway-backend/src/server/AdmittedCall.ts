import type { Access } from '../auth/access';
import type { Admission } from '../limits/Limiter';
import type { CallIntent, Meter } from '../metering/Meter';
import type {
  Protocol,
  ProxiedRequest,
  UploadRequest,
} from '../protocol/Protocol';
import type { Router } from '../routing/Router';
import type { UpstreamConfig } from '../routing/upstreamConfig';

/** What a call needs of the gateway. @internal */
export interface CallServices {
  meter: Meter;
  router: Router;
  /** How long the parts of a call may take, where its model does not say. */
  timeouts: Pick<
    UpstreamConfig,
    'firstByteTimeoutMs' | 'idleTimeoutMs' | 'totalTimeoutMs'
  >;
  /** Tokens of a text; for answers whose tokens the model server did not report. */
  countTokens(text: string): Promise<number>;
  /** How long a client may take nothing of its stream, in milliseconds. */
  clientPatienceMs: number;
}

/** A call that was let in. @internal */
export interface AdmittedCall {
  intent: CallIntent;
  protocol: Pick<Protocol, 'path'>;
  request: ProxiedRequest | UploadRequest;
  access: Access;
  admission: Admission;
  /** Headers for the model server. */
  upstreamHeaders: Record<string, string>;
  /** Headers of the answer, whatever it is: names and values in turn. */
  headers: readonly string[];
}
