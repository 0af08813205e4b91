import { createTranslationRef } from '@backstage/core-plugin-api/alpha';
import { messages } from './messages';

/**
 * All texts of the plugin: English by default, and German where the app offers it.
 *
 * @public
 */
export const maasTranslationRef = createTranslationRef({
  id: 'plugin.maas',
  messages,
  translations: { de: () => import('./de') },
});
