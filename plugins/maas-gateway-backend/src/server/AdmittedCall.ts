import type { OutgoingHttpHeaders } from 'node:http';
import type { Access } from '../auth/access';
import type { Admission } from '../limits/Limiter';
import type { CallIntent, Meter } from '../metering/Meter';
import type { Protocol, ProxiedRequest } from '../protocol/Protocol';
import type { EndpointLog } from '../routing/EndpointLog';
import type { Upstreams } from '../routing/Upstreams';

/** What a call needs of the gateway. @internal */
export interface CallServices {
  meter: Meter;
  upstreams: Upstreams;
  endpointLog: Pick<EndpointLog, 'refused' | 'unreachable'>;
  /** Tokens of a text; for answers whose tokens the model server did not report. */
  countTokens(text: string): Promise<number>;
  /** How long a client may take nothing of its stream, in milliseconds. */
  clientPatienceMs: number;
}

/** A call that was let in. @internal */
export interface AdmittedCall {
  intent: CallIntent;
  protocol: Protocol;
  request: ProxiedRequest;
  access: Access;
  admission: Admission;
  /** Headers for the model server. */
  upstreamHeaders: Record<string, string>;
  /** Headers of the answer, whatever it is. */
  headers: OutgoingHttpHeaders;
}
