import { chatCompletions } from './chatCompletions';
import { completions } from './completions';
import { embeddings } from './embeddings';
import { messages } from './messages';
import type { Protocol } from './Protocol';
import { responses } from './responses';
import { rerank, score } from './scores';
import { withoutTokens } from './withoutTokens';

/** The endpoints whose calls are metered. @internal */
export const PROTOCOLS: Protocol[] = [
  chatCompletions,
  completions,
  responses,
  messages,
  embeddings,
  rerank,
  score,
  ...withoutTokens,
];
