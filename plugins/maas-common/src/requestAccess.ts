import { modelEntityRef } from './entities';

const TEMPLATE_PATH = '/create/templates/default/request-model-access';

/**
 * Where access to models is asked for: the software template, with the models filled in.
 *
 * @param modelIds - ids of the models to ask for; none leaves the choice open
 * @returns a path inside the portal
 * @public
 */
export function requestAccessPath(modelIds: string[] = []): string {
  if (modelIds.length === 0) {
    return TEMPLATE_PATH;
  }
  const formData = JSON.stringify({ models: modelIds.map(modelEntityRef) });
  return `${TEMPLATE_PATH}?formData=${encodeURIComponent(formData)}`;
}
