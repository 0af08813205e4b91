import type { EndpointReport } from '@openmaas/backstage-plugin-maas-common';

/**
 * The part of a report that matters most: models with servers that are not healthy come
 * first, then those with the most calls. A model is there with all of its servers or not
 * at all, for some of them would say another state than all.
 *
 * @param most - how many endpoints are taken
 * @internal
 */
export function mostTelling(
  endpoints: EndpointReport[],
  most: number,
): EndpointReport[] {
  if (endpoints.length <= most) {
    return endpoints;
  }
  const models = new Map<string, EndpointReport[]>();
  for (const endpoint of endpoints) {
    const servers = models.get(endpoint.model);
    if (servers) {
      servers.push(endpoint);
    } else {
      models.set(endpoint.model, [endpoint]);
    }
  }
  const ranked = [...models.values()]
    .map(servers => ({
      servers,
      ill: servers.some(({ healthy }) => !healthy),
      calls: servers.reduce((sum, { requests }) => sum + requests, 0),
    }))
    .sort((a, b) => Number(b.ill) - Number(a.ill) || b.calls - a.calls);
  const taken: EndpointReport[] = [];
  for (const { servers } of ranked) {
    if (taken.length + servers.length <= most) {
      taken.push(...servers);
    }
  }
  return taken;
}
