import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { maasTranslationRef } from '../translations';
import { setTextLanguage } from '../utils/textLocale';

/** The plugin's texts in the user's language, which numbers and dates follow. @internal */
export function useTexts() {
  const { t } = useTranslationRef(maasTranslationRef);
  setTextLanguage(t('language'));
  return t;
}
