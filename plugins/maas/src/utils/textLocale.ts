let language = 'en';

/**
 * Notes which language texts are written in, for numbers and dates to follow.
 *
 * @param tag - BCP 47
 * @internal
 */
export function setTextLanguage(tag: string) {
  language = tag;
}

/**
 * The locale of the texts. It is one for the whole page, as the browser's own is; where the
 * browser prefers a variety of the language, it is that one.
 *
 * @returns BCP 47 tag, for example `en-GB` for English texts in a British browser
 * @internal
 */
export function textLocale(): string {
  return (
    navigator.languages.find(
      tag => tag === language || tag.startsWith(`${language}-`),
    ) ?? language
  );
}
