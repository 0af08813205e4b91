import { formatDate } from './dates';
import { formatCount, formatMoney } from './numbers';
import { setTextLanguage, textLocale } from './textLocale';

const inBrowserOf = (...languages: string[]) =>
  jest.spyOn(navigator, 'languages', 'get').mockReturnValue(languages);

afterEach(() => {
  setTextLanguage('en');
  jest.restoreAllMocks();
});

describe('textLocale', () => {
  it.each([
    ['en', ['en-GB', 'en'], 'en-GB'],
    ['de', ['en-GB', 'de-CH', 'de'], 'de-CH'],
    ['de', ['en-US', 'en'], 'de'],
    ['en', ['de-DE', 'de'], 'en'],
    ['fil', ['fi-FI'], 'fil'],
  ])('is of the language of the texts, %s in a browser of %s', (...of) => {
    const [language, browser, locale] = of;
    inBrowserOf(...browser);
    setTextLanguage(language);
    expect(textLocale()).toBe(locale);
  });

  it('is what numbers, money and dates follow', () => {
    inBrowserOf('en-US');
    expect(formatCount(1_234.5)).toBe('1,234.5');
    setTextLanguage('de');
    expect(formatCount(1_234.5)).toBe('1.234,5');
    expect(formatMoney('12345000000', 'EUR')).toBe('12,35\u00a0€');
    expect(formatDate('2026-11-21T12:00:00.000Z')).toBe('21.11.2026');
  });
});
