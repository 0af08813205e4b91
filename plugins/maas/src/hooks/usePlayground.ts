import { configApiRef, useApi, useRouteRef } from '@backstage/core-plugin-api';
import { playgroundRouteRef } from '../routes';

/** Whether this portal has a playground, from `maas.playground.enabled`. @internal */
export function usePlaygroundEnabled(): boolean {
  const config = useApi(configApiRef);
  return config.getOptionalBoolean('maas.playground.enabled') ?? true;
}

/**
 * The way to try a model out.
 *
 * @returns makes an address of a model's id; undefined where there is no playground
 * @internal
 */
export function usePlaygroundLink(): ((model: string) => string) | undefined {
  const link = useRouteRef(playgroundRouteRef);
  return usePlaygroundEnabled()
    ? model => `${link()}?${new URLSearchParams({ model })}`
    : undefined;
}
