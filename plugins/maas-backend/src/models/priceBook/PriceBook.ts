import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { z } from 'zod';
import { describeIssues } from '../definitionSchema';
import type { CompleteModel, PriceList } from '../ModelStore';
import { configPrices } from '../sources/configFields';
import listPrices from './listPrices.json';

/** The currency of the book that comes with the plugin. */
const LIST_CURRENCY = 'USD';

/** What of a model may be in the book. */
type Named = Pick<CompleteModel, 'servedName' | 'endpoints' | 'weights'>;

/**
 * The prices of a model; undefined where it is not in the book.
 *
 * @throws Error that says what is wrong with the entry that might be the model's
 * @internal
 */
export type PriceLookup = (model: Named) => PriceList | undefined;

const entrySchema = z.strictObject({
  model: z.string().regex(/^[\x21-\x29\x2b-\x7e]+\*?$/, {
    message: 'must be the name of a model, or the beginning of one and a *',
  }),
  prices: configPrices.refine(prices => Object.keys(prices).length > 0, {
    message: 'has no price',
  }),
  source: z.string().optional(),
  date: z.string().optional(),
});

interface Entry {
  /** Undefined where that cannot be read: then it might be about any model. */
  model?: string;
  prices?: PriceList;
  fault?: string;
}

/**
 * What well-known models cost where nobody says otherwise: the list prices of their
 * vendors, or the book in `maas.priceBook` of the configuration.
 *
 * @internal
 */
export class PriceBook {
  private readonly config: Config;
  private readonly currency: string;
  private readonly logger: LoggerService;
  private told = false;

  /** @param options.currency - of the installation, ISO 4217 */
  constructor(options: {
    config: Config;
    currency: string;
    logger: LoggerService;
  }) {
    this.config = options.config;
    this.currency = options.currency;
    this.logger = options.logger;
  }

  /** The book as it is configured now. A fault in it is told when a price is looked up. */
  open(): PriceLookup {
    try {
      const entries = this.entries();
      return model => lookUp(entries, model);
    } catch (error) {
      return () => {
        throw error;
      };
    }
  }

  private entries(): Entry[] {
    if (this.config.getOptionalBoolean('maas.priceBook.enabled') === false) {
      return [];
    }
    const own: unknown = this.config.getOptional('maas.priceBook.entries');
    if (Array.isArray(own)) {
      return own.map(readEntry);
    }
    if (own !== undefined) {
      throw new Error('maas.priceBook.entries must be a list');
    }
    if (this.currency === LIST_CURRENCY) {
      return listPrices.map(readEntry);
    }
    if (!this.told) {
      this.told = true;
      this.logger.info(
        `The price book is in ${LIST_CURRENCY} and the installation in ${this.currency}, so it is not used: maas.priceBook.entries may hold another one`,
      );
    }
    return [];
  }
}

function readEntry(item: unknown, index: number): Entry {
  const { data, error } = entrySchema.safeParse(item);
  if (data) {
    return data;
  }
  const name = entrySchema.shape.model.safeParse(
    (item as { model?: unknown } | null)?.model,
  );
  return {
    model: name.data,
    fault: `maas.priceBook.entries[${index}].${describeIssues(error)}`,
  };
}

/** Whole names before beginnings, longer beginnings before shorter ones. */
function lookUp(entries: Entry[], model: Named): PriceList | undefined {
  const names = [
    ...model.endpoints.map(({ modelName }) => modelName),
    model.servedName,
    model.weights?.uri,
  ].filter(name => name !== undefined);
  const matching = entries
    .filter(entry => names.some(name => matches(entry, name)))
    .sort((a, b) => rank(b) - rank(a));
  const found =
    matching[0] ?? entries.find(({ model: name }) => name === undefined);
  if (found?.fault) {
    throw new Error(found.fault);
  }
  return found?.prices;
}

function matches({ model = '' }: Entry, name: string): boolean {
  return model.endsWith('*')
    ? name.startsWith(model.slice(0, -1))
    : name === model;
}

function rank({ model = '' }: Entry): number {
  return model.endsWith('*') ? model.length : Infinity;
}
