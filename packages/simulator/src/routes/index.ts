import { chatCompletions } from './chat';
import { completions } from './completions';
import type { Route } from './context';
import { embeddings } from './embeddings';
import { health, listModels, metrics, version } from './info';
import { detokenizeTokens, tokenizeText } from './tokenization';
import { transcriptions } from './transcriptions';

/**
 * What a model server answers, by path below its prefix.
 *
 * @internal
 */
export const ROUTES: ReadonlyMap<string, { method: string; route: Route }> =
  new Map([
    ['v1/chat/completions', { method: 'POST', route: chatCompletions }],
    ['v1/completions', { method: 'POST', route: completions }],
    ['v1/embeddings', { method: 'POST', route: embeddings }],
    ['v1/audio/transcriptions', { method: 'POST', route: transcriptions }],
    ['v1/models', { method: 'GET', route: listModels }],
    ['tokenize', { method: 'POST', route: tokenizeText }],
    ['detokenize', { method: 'POST', route: detokenizeTokens }],
    ['metrics', { method: 'GET', route: metrics }],
    ['health', { method: 'GET', route: health }],
    ['version', { method: 'GET', route: version }],
  ]);
