import { stringifyError } from '@backstage/errors';
import type { GatewayConfig } from '../config';

const LISTEN_FAULTS: Record<string, string> = {
  EADDRINUSE: 'is in use by another program',
  EACCES: 'may only be used by an administrator',
  EADDRNOTAVAIL: 'is no address of this machine',
};

/**
 * Says why a gateway could not start, and what to do about it.
 *
 * @internal
 */
export function explainStart(error: unknown, config: GatewayConfig): string {
  const { code, port }: NodeJS.ErrnoException & { port?: number } =
    error instanceof Error ? error : new Error();
  const [name, server] =
    port === config.admin.port
      ? (['admin', config.admin] as const)
      : (['listen', config.client] as const);
  return code && code in LISTEN_FAULTS && port === server.port
    ? `${server.host}:${port} ${LISTEN_FAULTS[code]}; choose another with maasGateway.${name}`
    : stringifyError(error);
}
