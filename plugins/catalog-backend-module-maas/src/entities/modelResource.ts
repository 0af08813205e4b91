import type { Entity, EntityLink } from '@backstage/catalog-model';
import {
  DATA_ALLOWED_ANNOTATION,
  DATA_LOCATION_ANNOTATION,
  DATA_REGION_ANNOTATION,
  MAAS_NAMESPACE,
  MODEL_ENTITY_TYPE,
  MODEL_ID_ANNOTATION,
  MODEL_SOURCE_ANNOTATION,
  type Modality,
  type Model,
  modelLocation,
  modelPagePath,
  RETIRES_AT_ANNOTATION,
  SIMULATED_ANNOTATION,
} from '@openmaas/backstage-plugin-maas-common';
import type { CatalogOptions } from '../config';
import { managedBy, RHDH, TECHDOCS_REF } from './annotations';
import { lifecycleOf } from './lifecycle';
import { SYSTEM_REF } from './refs';

/** What the catalog takes as a tag, at most 63 characters. */
const TAG = /^(?=.{1,63}$)[a-z0-9+#]+(-[a-z0-9+#]+)*$/;

/** A model, deployed or not. @internal */
export function createModelResource(
  model: Model,
  options: CatalogOptions,
): Entity {
  const tags = tagsOf(model);
  const links = linksOf(model, options);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: model.id,
      namespace: MAAS_NAMESPACE,
      title: model.title,
      ...(model.description && { description: model.description }),
      annotations: {
        ...managedBy(modelLocation(model.id)),
        [MODEL_ID_ANNOTATION]: model.id,
        [MODEL_SOURCE_ANNOTATION]: model.source,
        [RHDH.modelName]: model.id,
        [RHDH.category]: 'ai-model',
        // Developer Hub's AI catalog filters by this under the title "Provider".
        [RHDH.source]: model.provider || model.source,
        ...(model.version && { [RHDH.version]: model.version }),
        ...(model.simulated && { [SIMULATED_ANNOTATION]: 'true' }),
        ...dataAnnotations(model),
        ...(model.retirement && {
          [RETIRES_AT_ANNOTATION]: model.retirement.at,
        }),
        ...(options.modelCards && { [TECHDOCS_REF]: cardRef(model, options) }),
      },
      ...(tags.length > 0 && { tags }),
      ...(links.length > 0 && { links }),
    },
    spec: {
      type: MODEL_ENTITY_TYPE,
      lifecycle: lifecycleOf(model),
      owner: model.owner,
      system: SYSTEM_REF,
    },
  };
}

/** The catalog keeps no annotation without a value. */
function dataAnnotations({ dataPolicy }: Model): Record<string, string> {
  return {
    ...(dataPolicy && { [DATA_LOCATION_ANNOTATION]: dataPolicy.location }),
    ...(dataPolicy?.region && { [DATA_REGION_ANNOTATION]: dataPolicy.region }),
    ...(dataPolicy?.allowed.length && {
      [DATA_ALLOWED_ANNOTATION]: dataPolicy.allowed.join(','),
    }),
  };
}

/**
 * TechDocs knows documents by `dir` and `url` only, and links to the address as their
 * source.
 */
function cardRef(model: Model, { portalBaseUrl }: CatalogOptions): string {
  return portalBaseUrl
    ? `url:${portalBaseUrl}${modelPagePath(model.id)}`
    : `url:${modelLocation(model.id)}`;
}

/**
 * What it can do, what it takes and gives beside text, and who made it; what is no
 * valid tag is left out.
 */
function tagsOf(model: Model): string[] {
  const provider = model.provider
    ?.toLocaleLowerCase('en-US')
    .replace(/[^a-z0-9+#]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const { input, output } = model.modalities;
  const tags = [
    ...model.capabilities,
    ...input.filter(isNotText).map(modality => `${modality}-input`),
    ...output.filter(isNotText).map(modality => `${modality}-output`),
    provider,
  ];
  return [...new Set(tags)].filter(
    (tag): tag is string => tag !== undefined && TAG.test(tag),
  );
}

function isNotText(modality: Modality): boolean {
  return modality !== 'text';
}

/** The catalog refuses an entity with a link that is not an absolute address. */
function linksOf(model: Model, options: CatalogOptions): EntityLink[] {
  const { portalBaseUrl } = options;
  const { successor } = model.retirement ?? {};
  const canChat =
    model.endpointCount > 0 && model.modalities.output.includes('text');
  return [
    {
      url:
        portalBaseUrl && options.playground && canChat
          ? `${portalBaseUrl}/maas/playground?model=${model.id}`
          : undefined,
      title: 'Playground',
      icon: 'chat',
    },
    {
      url:
        portalBaseUrl && successor
          ? `${portalBaseUrl}${modelPagePath(successor)}`
          : undefined,
      title: 'Successor',
    },
    { url: model.homepage, title: 'Home page', icon: 'web' },
    { url: model.license, title: 'License' },
  ].flatMap(({ url, ...rest }) =>
    url && isWebAddress(url) ? [{ url, ...rest }] : [],
  );
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}
