import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';

const KEY = 'maas.gateway.baseUrl';

/**
 * Where programs reach the gateway, from `maas.gateway.baseUrl`.
 *
 * @returns an http or https address without `/v1` and without a slash at its end
 * @throws InputError where it is something else
 * @public
 */
export function readGatewayBaseUrl(config: RootConfigService): string {
  const url = (
    config.getOptionalString(KEY) ?? 'http://localhost:7080'
  ).replace(/\/+$/, '');
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new InputError(
      `Configuration ${KEY} is not an http or https address: "${url}"`,
    );
  }
  if (/\/v1$/.test(url)) {
    throw new InputError(
      `Configuration ${KEY} must not end in /v1, which clients add: "${url}"`,
    );
  }
  return url;
}
