import type { Model } from './types';

/** Type of the search hits that are models. @public */
export const MODEL_SEARCH_TYPE = 'ai-model';

/**
 * A model as the search of the portal finds it. Every field is always there, empty where
 * nothing is known.
 *
 * @public
 */
export interface ModelSearchDocument
  extends Pick<Model, 'title' | 'owner' | 'lifecycle'> {
  /** All that the model is found by. */
  text: string;
  /** Path of the model's page in the portal, unlike that of any other hit. */
  location: string;
  modelId: string;
  description: string;
  provider: string;
  license: string;
  /** One or more of what the model can do, to filter by. */
  capability: string[];
  /** Nano-units of `currency` per million tokens of prompts. */
  inputPrice: string;
  /** Nano-units of `currency` per million tokens of answers. */
  outputPrice: string;
  /** ISO 4217 code. */
  currency: string;
}
