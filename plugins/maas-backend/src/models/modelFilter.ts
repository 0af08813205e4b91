import type {
  Modality,
  Model,
  ModelState,
  TokenClass,
} from '@openmaas/backstage-plugin-maas-common';
import type { DirectoryModel } from './presentation';

/** Which models somebody looks for; what is given all has to fit. @internal */
export interface ModelFilter {
  /** Words that all have to occur, in any case. */
  search?: string;
  /** All of them. */
  capabilities?: string[];
  /** All of them, taken or given. */
  modalities?: Modality[];
  providers?: string[];
  licenses?: string[];
  states?: ModelState[];
  /** Tokens at least. */
  minContext?: number;
  /** Nano-units per million tokens at most; a model without that price does not fit. */
  maxInputPrice?: bigint;
  /** Nano-units per million tokens at most; a model without that price does not fit. */
  maxOutputPrice?: bigint;
  /** Lists of ids, all of which have to have the model. */
  among: string[][];
  /** Only hidden ones, which are in no other list. */
  hidden?: boolean;
}

/** A model with what is looked at again and again. @internal */
export interface ListedModel {
  model: DirectoryModel;
  /** What a search looks at, in lower case. */
  searchText: string;
}

type Test = (listed: ListedModel) => boolean;

/** Makes the question whether a model is looked for. @internal */
export function matcherOf(filter: ModelFilter): Test {
  const { capabilities, modalities, minContext } = filter;
  const words = lower(filter.search ?? '')
    .split(/\s+/)
    .filter(Boolean);
  const tests: Array<Test | undefined> = [
    ({ model }) => (model.visibility === 'hidden') === (filter.hidden ?? false),
    ...filter.among.map(ids => isAmong(ids, model => model.id)),
    filter.providers && isAmong(filter.providers, model => model.provider),
    filter.licenses && isAmong(filter.licenses, model => model.license),
    filter.states && isAmong(filter.states, model => model.status.state),
    minContext === undefined
      ? undefined
      : ({ model }) => (model.contextLength ?? 0) >= minContext,
    costsAtMost('input', filter.maxInputPrice),
    costsAtMost('output', filter.maxOutputPrice),
    capabilities &&
      (({ model }) =>
        capabilities.every(name => model.capabilities.includes(name))),
    modalities &&
      (({ model }) =>
        modalities.every(name => allModalities(model).includes(name))),
    ...words.map(
      (word): Test =>
        ({ searchText }) =>
          searchText.includes(word),
    ),
  ];
  const asked = tests.filter(test => test !== undefined);
  return listed => asked.every(test => test(listed));
}

/** What a search looks at. @internal */
export function searchTextOf(
  model: Pick<
    Model,
    | 'id'
    | 'servedName'
    | 'aliases'
    | 'title'
    | 'description'
    | 'provider'
    | 'license'
    | 'capabilities'
    | 'dataPolicy'
  >,
): string {
  const texts = [
    model.id,
    model.servedName,
    ...model.aliases,
    model.title,
    model.description,
    model.provider,
    model.license,
    ...model.capabilities,
    model.dataPolicy?.location,
    model.dataPolicy?.region,
  ];
  return lower(texts.filter(Boolean).join(' '));
}

/** A model's price in nano-units per million tokens, if it has one. @internal */
export function priceOf(
  model: Pick<Model, 'prices'>,
  tokenClass: TokenClass,
): bigint | undefined {
  const price = model.prices.find(found => found.tokenClass === tokenClass);
  return price && BigInt(price.nanosPerMillion);
}

/** What a model takes or gives, each once. @internal */
export function allModalities({
  modalities,
}: Pick<Model, 'modalities'>): Modality[] {
  return [...new Set([...modalities.input, ...modalities.output])];
}

function isAmong(
  wanted: string[],
  valueOf: (model: DirectoryModel) => string | undefined,
): Test {
  const values = new Set<string | undefined>(wanted);
  return ({ model }) => values.has(valueOf(model));
}

function costsAtMost(
  tokenClass: TokenClass,
  most: bigint | undefined,
): Test | undefined {
  if (most === undefined) {
    return undefined;
  }
  return ({ model }) => {
    const price = priceOf(model, tokenClass);
    return price !== undefined && price <= most;
  };
}

function lower(text: string): string {
  return text.toLocaleLowerCase('en-US');
}
