/** What a snippet calls. @internal */
export interface SnippetTarget {
  /** Base URL for OpenAI clients, ending in `/v1`. */
  baseUrl: string;
  /** What is sent as `model`. */
  servedName: string;
  /** What the model can do: decides which call is shown. */
  capabilities?: string[];
  /** Tokens, prompt and answer together. */
  contextLength?: number;
}

/** The calls that models are made for. @internal */
export type CallKind =
  | 'chat'
  | 'complete'
  | 'embed'
  | 'transcribe'
  | 'rerank'
  | 'score';

/** Capabilities by the call they stand for. */
const NAMES: Array<[CallKind, RegExp]> = [
  ['chat', /^chat$/],
  ['complete', /^completions?$/],
  ['embed', /^embed(dings?)?$/],
  ['transcribe', /^(transcriptions?|speech-to-text|asr)$/],
  ['rerank', /^rerank(er|ing)?$/],
  ['score', /^scor(e|ing)$/],
];

/**
 * Which call shows a model at its best: chat where it can chat, else what it is made for.
 *
 * @param capabilities - of the model; chat is taken for granted where none is known
 * @internal
 */
export function callKindOf(capabilities: string[] = []): CallKind {
  const known = NAMES.find(([, pattern]) =>
    capabilities.some(name => pattern.test(name)),
  );
  return known?.[0] ?? 'chat';
}

/**
 * A program or configuration for one target, by what the model is called for; a kind that
 * is left out cannot be done with it.
 *
 * @internal
 */
export type SnippetBuilder = Partial<
  Record<CallKind, (target: SnippetTarget) => string[]>
>;
