import type { PolicyModel } from '@openmaas/backstage-plugin-maas-common';

/** A model in the shape of OpenAI's API. @internal */
export interface ListedModel {
  id: string;
  object: 'model';
  /** Seconds since 1970. */
  created: number;
  owned_by: string;
}

/** A model as `GET /v1/models` shows it. @internal */
export function listModel(model: PolicyModel): ListedModel {
  return {
    id: model.servedName,
    object: 'model',
    created: Math.floor(Date.parse(model.updatedAt) / 1000),
    owned_by: model.owner,
  };
}
