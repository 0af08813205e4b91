import type { Model } from '@openmaas/backstage-plugin-maas-common';
import type { StoredGrant } from '../access/AccessStore';
import { modalitiesOf } from './modalities';
import type { StoredModel } from './ModelStore';
import { presentPrice } from './terms/presentation';

/** A model as everybody sees it, however it is now. @internal */
export type CommonModel = Omit<Model, 'access' | 'status' | 'speed' | 'card'>;

/** A model as everybody sees it. @internal */
export type DirectoryModel = Omit<Model, 'access' | 'card'>;

/**
 * A model as REST lists it, without its card.
 *
 * @param currency - ISO 4217
 * @internal
 */
export function presentTerms(
  model: StoredModel,
  currency: string,
): CommonModel {
  const {
    endpoints,
    prices,
    card: _card,
    timeouts: _timeouts,
    serving: _serving,
    stopped,
    updatedAt,
    ...rest
  } = model;
  return {
    ...rest,
    prices: prices.map(price => presentPrice(price, currency)),
    // The addresses themselves are nobody's business but the gateway's.
    endpointCount: endpoints.length,
    simulated: endpoints.some(endpoint => endpoint.simulated),
    modalities: model.modalities ?? modalitiesOf(model.capabilities),
    stopped: stopped && { ...stopped, at: stopped.at.toISOString() },
    updatedAt: updatedAt.toISOString(),
  };
}

/** Grants of a model as they are shown beside it. @internal */
export function presentAccess(grants: StoredGrant[]): Model['access'] {
  return grants.map(grant => ({
    team: grant.teamRef,
    plan: grant.plan,
    state: grant.state,
    expiresAt: grant.expiresAt?.toISOString(),
  }));
}
