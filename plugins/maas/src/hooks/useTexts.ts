import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { maasTranslationRef } from '../translations';

/** The plugin's texts in the user's language. @internal */
export function useTexts() {
  return useTranslationRef(maasTranslationRef).t;
}
