import {
  type ListModelsQuery,
  type Modality,
  type Model,
  type ModelState,
  parseAmount,
} from '@openmaas/backstage-plugin-maas-common';
import { callKindOf } from './snippets';

/** What a list of models can be sorted by; the first one is the default. @internal */
export const MODEL_SORTS = [
  'title',
  'inputPrice',
  'outputPrice',
  'context',
  'speed',
  'latency',
] as const satisfies ReadonlyArray<NonNullable<ListModelsQuery['sort']>>;

/** What a list of models is sorted by. @internal */
export type ModelSort = (typeof MODEL_SORTS)[number];

/** Best first. @internal */
export const MODEL_STATES: readonly ModelState[] = [
  'ready',
  'degraded',
  'starting',
  'queued',
  'unreachable',
  'failed',
  'off',
  'stopped',
  'retired',
];

/** All modalities. @internal */
export const MODALITIES: readonly Modality[] = [
  'text',
  'image',
  'audio',
  'video',
  'embedding',
  'score',
];

/**
 * Lengths of context to choose from, in tokens. Round ones, since what is called 16k has
 * 16 000 tokens with some models and 16 384 with others.
 *
 * @internal
 */
export const CONTEXT_STEPS: readonly number[] = [
  4_000, 8_000, 16_000, 32_000, 64_000, 128_000, 256_000, 1_000_000,
];

/** How many models can be compared at once. @internal */
export const LARGEST_COMPARISON = 4;

/**
 * Reads a price that a person wrote, with a point or a comma.
 *
 * @param price - units of the currency
 * @returns nano-units; undefined where it is no amount
 * @internal
 */
export function priceNanos(price: string): string | undefined {
  try {
    return parseAmount(price.replace(',', '.')).toString();
  } catch {
    return undefined;
  }
}

/**
 * Whether one of the user's teams can chat with a model now.
 *
 * @internal
 */
export function canChat(model: Pick<Model, 'access' | 'capabilities'>) {
  return (
    callKindOf(model.capabilities) === 'chat' &&
    model.access.some(({ state }) => state === 'active')
  );
}
