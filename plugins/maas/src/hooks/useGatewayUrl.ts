import { configApiRef, useApi } from '@backstage/core-plugin-api';

/** What the gateway has where nothing is configured. */
const DEFAULT_GATEWAY = 'http://localhost:7080';

/**
 * The base URL of the gateway for OpenAI clients, from `maas.gateway.baseUrl`.
 *
 * @returns an address that ends in `/v1`
 * @internal
 */
export function useGatewayUrl(): string {
  const gateway =
    useApi(configApiRef).getOptionalString('maas.gateway.baseUrl') ??
    DEFAULT_GATEWAY;
  return `${gateway.replace(/\/+$/, '')}/v1`;
}
