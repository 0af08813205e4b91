import {
  type PolicyGrant,
  type PolicyKey,
  type PolicyModel,
  requestAccessPath,
} from '@openmaas/backstage-plugin-maas-common';
import type { StoredGrant } from '../access/AccessStore';
import type { RevealedKey } from '../keys/KeyStore';
import { namesOf } from '../models/collisions';
import type { StoredModel } from '../models/ModelStore';

/**
 * A model as gateways know it.
 *
 * @param portalUrl - address of the portal, without a slash at its end
 * @internal
 */
export function toPolicyModel(
  model: StoredModel,
  revision: number,
  portalUrl: string,
): PolicyModel {
  return {
    id: model.id,
    servedName: model.servedName,
    names: namesOf(model),
    title: model.title,
    owner: model.owner,
    visibility: model.visibility,
    contextLength: model.contextLength,
    multiplier: model.multiplier,
    prices: Object.fromEntries(
      model.prices.map(({ tokenClass, nanosPerMillion }) => [
        tokenClass,
        nanosPerMillion.toString(),
      ]),
    ),
    timeouts: model.timeouts,
    state:
      model.serving?.state ?? (model.endpoints.length > 0 ? 'ready' : 'off'),
    stateReason: model.serving?.reason,
    queuePosition: model.serving?.queuePosition,
    endpoints: model.endpoints.map(
      ({ url, modelName = model.servedName, weight, credential }) => ({
        url,
        modelName,
        weight,
        credential,
      }),
    ),
    accessUrl: `${portalUrl}${requestAccessPath([model.id])}`,
    stopped: model.stopped && { reason: model.stopped.reason },
    retirement: model.retirement,
    updatedAt: model.updatedAt.toISOString(),
    revision,
  };
}

/**
 * A grant as gateways know it.
 *
 * @param state - now, which may be over where nobody wrote that down yet
 * @internal
 */
export function toPolicyGrant(
  grant: StoredGrant,
  state: StoredGrant['state'],
  revision: number,
): PolicyGrant {
  return {
    id: grant.id,
    team: grant.teamRef,
    model: grant.modelId,
    plan: grant.plan,
    state,
    expiresAt: grant.expiresAt?.toISOString(),
    revision,
  };
}

/** A key as gateways know it: the hashes of its secrets. @internal */
export function toPolicyKey(key: RevealedKey, revision: number): PolicyKey {
  return {
    id: key.id,
    team: key.teamRef,
    maker: key.makerRef,
    secrets: key.secrets.map(({ hash, expiresAt }) => ({
      hash,
      expiresAt: expiresAt?.toISOString(),
    })),
    models: key.models,
    limits: key.limits,
    addresses: key.addresses,
    label: key.label,
    expiresAt: key.expiresAt?.toISOString(),
    suspendedAt: earliest(key.suspendedAt, key.stoppedAt)?.toISOString(),
    revokedAt: key.revokedAt?.toISOString(),
    revision,
  };
}

function earliest(...times: Array<Date | undefined>): Date | undefined {
  return times
    .filter(time => time !== undefined)
    .sort((a, b) => a.getTime() - b.getTime())[0];
}
