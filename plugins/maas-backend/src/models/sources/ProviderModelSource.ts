import type {
  ModelDefinition,
  ModelFault,
  ModelSource,
} from '@openmaas/backstage-plugin-maas-node';
import { MODEL_ID } from '../definitionSchema';
import { assignIds } from './modelIds';
import { fetchModelList, type ListedModel } from './modelList';
import {
  type ProviderModelSettings,
  type ProviderSettings,
  readModelSettings,
  readProviderSettings,
} from './providerSettings';

type Read = Awaited<ReturnType<ModelSource['read']>>;

/**
 * Models of an OpenAI-compatible server that is not ours: `GET /models` says which there
 * are, `maas.providers` what they cost and who may use them. What cannot be known now, or
 * is faulty, stays as it was; a model is withdrawn only where its server has it no more.
 *
 * @internal
 */
export class ProviderModelSource implements ModelSource {
  readonly kind = 'openai';

  /**
   * @param name - of the source, unique
   * @param item - of `maas.providers`, of whatever kind
   * @param knownIds - ids of the source's models by what the server calls them
   */
  constructor(
    readonly name: string,
    private readonly item: unknown,
    private readonly knownIds: (source: string) => Promise<Map<string, string>>,
  ) {}

  async read(): Promise<Read> {
    const settings = readProviderSettings(this.item);
    const { baseUrl, apiKey, headers } = settings;
    const listed = await fetchModelList(baseUrl, {
      ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }),
      ...headers,
    });
    if (listed.length === 0) {
      throw new Error(`${baseUrl}/models lists no model at all`);
    }
    return combine(settings, listed, await this.knownIds(this.name));
  }
}

/** What is listed and what is configured, made models. */
function combine(
  settings: ProviderSettings,
  listed: Array<ListedModel | undefined>,
  knownIds: Map<string, string>,
): Read {
  const models: ModelDefinition[] = [];
  const faults: ModelFault[] = [];
  const found = new Map<string, ListedModel[]>();
  listed.forEach((model, index) => {
    if (model) {
      found.set(model.name, [...(found.get(model.name) ?? []), model]);
    } else if (settings.import === 'all') {
      const message =
        'the server lists a model without an id, or with one that is no name: at most 200 printable ASCII characters without spaces';
      faults.push({ model: `data[${index}]`, message });
    }
  });

  const configured = new Map(
    settings.models.map(item => [item.name, item] as const),
  );
  const names = new Set([
    ...configured.keys(),
    ...(settings.import === 'all' ? found.keys() : []),
  ]);
  const ids = assignIds(
    [...names],
    knownIds,
    chosenIds(settings),
    settings.idPrefix ?? `${settings.id}-`,
  );
  for (const name of names) {
    const id = ids.get(name) ?? name;
    try {
      const item = configured.get(name);
      const own = item && readModelSettings(item);
      models.push(define(settings, id, theOne(found.get(name), name), own));
    } catch (error) {
      faults.push({ model: id, message: (error as Error).message });
    }
  }
  return { models, faults };
}

/** Ids that configuration gives; one that is none is told with the model's other faults. */
function chosenIds({ models }: ProviderSettings): Map<string, string> {
  return new Map(
    models.flatMap(
      ({ name, id }): Array<[string, string]> =>
        typeof id === 'string' && MODEL_ID.test(id) ? [[name, id]] : [],
    ),
  );
}

function theOne(found: ListedModel[] = [], name: string): ListedModel {
  if (found.length === 0) {
    throw new Error(`the server does not list "${name}" now`);
  }
  if (found.length > 1) {
    throw new Error(`the server lists "${name}" ${found.length} times`);
  }
  return found[0];
}

function define(
  settings: ProviderSettings,
  id: string,
  { name, contextLength }: ListedModel,
  configured?: ProviderModelSettings,
): ModelDefinition {
  const { name: _, ...own } = configured ?? { name };
  const { baseUrl: url, credential, simulated } = settings;
  return {
    title: name,
    // Two providers may have models of the same name.
    servedName: `${settings.id}/${name}`,
    provider: settings.title ?? settings.id,
    owner: settings.owner,
    visibility: settings.visibility,
    plans: settings.plans,
    capabilities: settings.capabilities,
    contextLength,
    prices: {},
    ...own,
    id,
    endpoints: [{ url, modelName: name, credential, simulated }],
  };
}
