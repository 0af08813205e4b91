import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { ReactNode } from 'react';
import { maasTranslationRef } from '../translations';
import type { FlatMessages } from '../translations/flattenMessages';
import type { messages } from '../translations/messages';
import { setTextLanguage } from '../utils/textLocale';

type WithoutPlural<TKey> = TKey extends `${infer TName}_${'one' | 'other'}`
  ? TName
  : TKey;

/** The name of a text, its path with dots; of one with plurals, without their endings. */
type TextName = WithoutPlural<keyof FlatMessages<typeof messages>>;

/**
 * Gives the text of a name, with what its placeholders stand for.
 *
 * The framework's own type works out from each text which placeholders it has, at each
 * of a thousand calls, which takes the compiler minutes. A test compares the names of
 * the placeholders with those of the calls instead.
 *
 * @internal
 */
export interface Texts {
  (name: TextName, values?: Record<string, string | number>): string;
  (name: TextName, values: Record<string, ReactNode>): ReactNode;
}

/** The plugin's texts in the user's language, which numbers and dates follow. @internal */
export function useTexts(): Texts {
  const t = useTranslationRef(maasTranslationRef).t as unknown as Texts;
  setTextLanguage(t('language'));
  return t;
}
