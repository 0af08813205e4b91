/** Namespace of all catalog entities that the suite makes. @public */
export const MAAS_NAMESPACE = 'maas';

/** `spec.type` of the Resource that stands for a model. @public */
export const MODEL_ENTITY_TYPE = 'ai-model';

/** `spec.type` of the Component that stands for a server of models. @public */
export const MODEL_SERVER_ENTITY_TYPE = 'model-server';

/** Annotation with the model's id on entities that show a model. @public */
export const MODEL_ID_ANNOTATION = 'openmaas.io/model-id';

/** Annotation with the source that a model comes from. @public */
export const MODEL_SOURCE_ANNOTATION = 'openmaas.io/model-source';

/** Annotation with "true" on entities whose data comes from a simulator. @public */
export const SIMULATED_ANNOTATION = 'openmaas.io/simulated';

/** Annotation that says whether data stays in the organisation: internal or external. @public */
export const DATA_LOCATION_ANNOTATION = 'openmaas.io/data-location';

/** Annotation with the region that data goes to. @public */
export const DATA_REGION_ANNOTATION = 'openmaas.io/data-region';

/** Annotation with the classes of data that may be sent to a model, between commas. @public */
export const DATA_ALLOWED_ANNOTATION = 'openmaas.io/data-allowed';

/** Annotation with the time at which a model retires, in ISO 8601. @public */
export const RETIRES_AT_ANNOTATION = 'openmaas.io/retires-at';

/** Topic of the event that tells that the set of models or their terms changed. @public */
export const MODELS_CHANGED_TOPIC = 'maas.models.changed';

/**
 * The catalog entity of a model.
 *
 * @param modelId - the model's id, a DNS slug
 * @returns a full entity reference, `resource:maas/<id>`
 * @public
 */
export function modelEntityRef(modelId: string): string {
  return `resource:${MAAS_NAMESPACE}/${modelId}`;
}

/**
 * Where the catalog entities of a model are managed.
 *
 * @param modelId - the model's id
 * @returns what the annotation `backstage.io/managed-by-location` says of them
 * @public
 */
export function modelLocation(modelId: string): string {
  return `maas:models/${modelId}`;
}

/**
 * The catalog's page of a model.
 *
 * @param modelId - the model's id
 * @returns a path inside the portal
 * @public
 */
export function modelPagePath(modelId: string): string {
  return `/catalog/${MAAS_NAMESPACE}/resource/${modelId}`;
}

const MODEL_REF = /^resource:maas\/([a-z0-9-]{1,48})$/i;

/**
 * The id of the model that a catalog reference names.
 *
 * @param ref - a model's id, or its entity reference
 * @returns the id; a text that is no model reference comes back as it is
 * @public
 */
export function modelIdFromRef(ref: string): string {
  return MODEL_REF.exec(ref)?.[1].toLocaleLowerCase('en-US') ?? ref;
}
