import { aiSdk } from './aiSdk';
import { continueDev } from './continueDev';
import { curl } from './curl';
import { langChain } from './langChain';
import { llamaIndex } from './llamaIndex';
import { node } from './node';
import { python } from './python';
import { callKindOf, type SnippetBuilder, type SnippetTarget } from './target';

export { exportLine, exportLines } from './environment';
export { quote, shellQuote } from './quote';
export { type CallKind, callKindOf, type SnippetTarget } from './target';

/** What snippets are written for, in the order in which they are shown. @internal */
export const SNIPPET_LANGUAGES = [
  'curl',
  'python',
  'node',
  'langChain',
  'llamaIndex',
  'aiSdk',
  'continueDev',
] as const;

/** What a snippet is written for. @internal */
export type SnippetLanguage = (typeof SNIPPET_LANGUAGES)[number];

const BUILDERS: Record<SnippetLanguage, SnippetBuilder> = {
  curl,
  python,
  node,
  langChain,
  llamaIndex,
  aiSdk,
  continueDev,
};

/**
 * A program or configuration that calls a model, ready to paste. The key comes from the
 * environment variable `OPENAI_API_KEY`, never from the text.
 *
 * @returns undefined where that language has no such call
 * @internal
 */
export function buildSnippet(
  language: SnippetLanguage,
  target: SnippetTarget,
): string | undefined {
  const kind = callKindOf(target.capabilities);
  return BUILDERS[language][kind]?.(target).join('\n');
}

/** A text that calls a model. @internal */
export interface Snippet {
  language: SnippetLanguage;
  text: string;
}

/**
 * Every way in which a model can be called, see {@link buildSnippet}.
 *
 * @internal
 */
export function snippetsOf(target: SnippetTarget): Snippet[] {
  return SNIPPET_LANGUAGES.flatMap(language => {
    const text = buildSnippet(language, target);
    return text === undefined ? [] : [{ language, text }];
  });
}
