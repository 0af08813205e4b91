import type { searchMessages as english } from '../search';
import type { Translated } from '../Translated';

/** Texts of the hits in the portal's search, in German. @internal */
export const searchMessages: Translated<typeof english> = {
  kind: 'KI-Modell',
  facts: 'Fakten',
  license: 'Lizenz {{license}}',
  prices: '{{input}} Eingabe, {{output}} Ausgabe je Million Tokens',
  inputPrice: '{{input}} Eingabe je Million Tokens',
  outputPrice: '{{output}} Ausgabe je Million Tokens',
};
