import german from './de';
import { flattenMessages } from './flattenMessages';
import { messages } from './messages';

const english: Record<string, string> = flattenMessages(messages);
const keys = Object.keys(english);

/** Names of products. */
const SAME_IN_GERMAN = [
  'modelRequestsPage.source.huggingface',
  'snippets.aiSdk',
  'snippets.continueDev',
];

const placeholdersIn = (text: string) =>
  [...text.matchAll(/\{\{(.*?)\}\}/g)].map(([, name]) => name).sort();

const wordsIn = (text: string) =>
  text
    .replace(/\{\{.*?\}\}/g, ' ')
    .split(/\s+/)
    .filter(word => /\p{L}{2}/u.test(word));

describe('flattenMessages', () => {
  it('names each text by its path', () => {
    expect(flattenMessages({ a: 'A', b: { c: 'C', d: { e: 'E' } } })).toEqual({
      a: 'A',
      'b.c': 'C',
      'b.d.e': 'E',
    });
  });
});

describe('the German texts', () => {
  const texts: Record<string, string> = german;

  it('are all there, and none is empty', () => {
    expect(keys.length).toBeGreaterThan(500);
    expect(Object.keys(texts).sort()).toEqual([...keys].sort());
    expect(keys.filter(key => texts[key].trim() === '')).toEqual([]);
  });

  it('have the same placeholders', () => {
    expect(
      keys.filter(
        key =>
          placeholdersIn(texts[key]).join() !==
          placeholdersIn(english[key]).join(),
      ),
    ).toEqual([]);
  });

  it('have the plural forms that German needs', () => {
    const forms = new Intl.PluralRules('de').resolvedOptions().pluralCategories;
    const plurals = new Set(
      keys
        .filter(key => /_(zero|one|two|few|many|other)$/.test(key))
        .map(key => key.replace(/_[a-z]+$/, '')),
    );
    expect(plurals.size).toBeGreaterThan(0);
    for (const plural of plurals) {
      expect(
        keys.filter(key => key.replace(/_[a-z]+$/, '') === plural),
      ).toEqual(expect.arrayContaining(forms.map(form => `${plural}_${form}`)));
    }
  });

  it('are none of them English', () => {
    expect(
      keys.filter(
        key => texts[key] === english[key] && wordsIn(english[key]).length > 1,
      ),
    ).toEqual(SAME_IN_GERMAN);
  });
});
