import { configApiRef, useApi } from '@backstage/core-plugin-api';

/**
 * The installation's one currency, from `maas.currency`.
 *
 * @returns an ISO 4217 code
 * @internal
 */
export function useCurrency(): string {
  return useApi(configApiRef).getOptionalString('maas.currency') ?? 'USD';
}
