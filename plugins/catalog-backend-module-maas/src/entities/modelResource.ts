import type { Entity, EntityLink } from '@backstage/catalog-model';
import {
  MAAS_NAMESPACE,
  MODEL_ENTITY_TYPE,
  MODEL_ID_ANNOTATION,
  type Model,
  SIMULATED_ANNOTATION,
} from '@openmaas/backstage-plugin-maas-common';
import { managedBy, RHDH } from './annotations';
import { SYSTEM_REF } from './refs';

/** What the catalog takes as a tag, at most 63 characters. */
const TAG = /^(?=.{1,63}$)[a-z0-9+#]+(-[a-z0-9+#]+)*$/;

/** A model, deployed or not. @internal */
export function createModelResource(model: Model): Entity {
  const tags = tagsOf(model);
  const links = linksOf(model);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: model.id,
      namespace: MAAS_NAMESPACE,
      title: model.title,
      ...(model.description && { description: model.description }),
      annotations: {
        ...managedBy(`models/${model.id}`),
        [MODEL_ID_ANNOTATION]: model.id,
        [RHDH.modelName]: model.id,
        [RHDH.category]: 'ai-model',
        // Developer Hub's AI catalog filters by this under the title "Provider".
        [RHDH.source]: model.provider || model.source,
        ...(model.version && { [RHDH.version]: model.version }),
        ...(model.simulated && { [SIMULATED_ANNOTATION]: 'true' }),
      },
      ...(tags.length > 0 && { tags }),
      ...(links.length > 0 && { links }),
    },
    spec: {
      type: MODEL_ENTITY_TYPE,
      lifecycle: model.lifecycle,
      owner: model.owner,
      system: SYSTEM_REF,
    },
  };
}

/** What it can do, and who made it; what is no valid tag is left out. */
function tagsOf(model: Model): string[] {
  const provider = model.provider
    ?.toLocaleLowerCase('en-US')
    .replace(/[^a-z0-9+#]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const tags = [...model.capabilities, provider];
  return [...new Set(tags)].filter(
    (tag): tag is string => tag !== undefined && TAG.test(tag),
  );
}

/** The catalog refuses an entity with a link that is not an absolute address. */
function linksOf(model: Model): EntityLink[] {
  return [
    { url: model.homepage, title: 'Model card', icon: 'docs' },
    { url: model.license, title: 'License' },
  ].flatMap(({ url, ...rest }) =>
    url && isWebAddress(url) ? [{ url, ...rest }] : [],
  );
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}
