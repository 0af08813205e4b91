import fc from 'fast-check';
import { MODEL_ID } from '../definitionSchema';
import { assignIds } from './modelIds';

const NONE = new Map<string, string>();

const idOf = (name: string, prefix = 'lab-') =>
  assignIds([name], NONE, NONE, prefix).get(name);

describe('assignIds', () => {
  it.each([
    ['gpt-4o', 'lab-gpt-4o'],
    [
      'meta-llama/Llama-3.1-8B-Instruct',
      'lab-meta-llama-llama-3-1-8b-instruct',
    ],
    ['models/gemini_2.0:free', 'lab-models-gemini-2-0-free'],
    ['--x--', 'lab-x'],
  ])('makes %s readable', (name, id) => {
    expect(idOf(name)).toBe(id);
  });

  it('shortens a long name, and keeps names apart that differ at their ends', () => {
    const long = `org/${'very-'.repeat(12)}long`;
    const ids = assignIds([`${long}-a`, `${long}-b`], NONE, NONE, 'lab-');
    expect(new Set(ids.values()).size).toBe(2);
    for (const id of ids.values()) {
      expect(id).toMatch(/^lab-org-very-.*-[0-9a-f]{6}$/);
      expect(id.length).toBeLessThanOrEqual(48);
    }
  });

  it('has an id for a name of nothing but signs', () => {
    expect(idOf('!!!', '')).toMatch(/^[0-9a-f]{6}$/);
  });

  it('lets nobody who comes later take or change an id', () => {
    const first = assignIds(['a.b'], NONE, NONE, 'lab-');
    expect(first.get('a.b')).toBe('lab-a-b');
    const second = assignIds(['a-b', 'a.b', 'a/b'], first, NONE, 'other-');
    expect(second.get('a.b')).toBe('lab-a-b');
    const third = assignIds(['a-b', 'a.b', 'A B'], second, NONE, 'lab-');
    expect(third.get('a-b')).toBe(second.get('a-b'));
    expect(new Set(third.values()).size).toBe(third.size);
  });

  it('gives a chosen id to whom it was chosen for, whoever had it', () => {
    const known = new Map([['old', 'lab-best']]);
    const chosen = new Map([['new', 'lab-best']]);
    const ids = assignIds(['old', 'new'], known, chosen, 'lab-');
    expect(ids.get('new')).toBe('lab-best');
    expect(ids.get('old')).toBe('lab-old');
  });

  it('gives ids that are valid, apart and lasting, in whatever order names come', () => {
    const name = fc.oneof(
      fc.stringMatching(/^[!-~]{1,70}$/),
      fc.constantFrom(
        'a.b',
        'a-b',
        'A/B',
        'a--b',
        'a:b',
        `${'x'.repeat(60)}.1`,
      ),
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(name, { maxLength: 20 }),
        fc.uniqueArray(name, { maxLength: 20 }),
        fc.constantFrom('', 'lab-', `${'p'.repeat(32)}`),
        (now, later, prefix) => {
          const ids = assignIds(now, NONE, NONE, prefix);
          expect(assignIds([...now].reverse(), NONE, NONE, prefix)).toEqual(
            ids,
          );
          const all = assignIds([...later, ...now], ids, NONE, prefix);
          for (const [key, id] of ids) {
            expect(all.get(key)).toBe(id);
          }
          expect(new Set(all.values()).size).toBe(all.size);
          for (const id of all.values()) {
            expect(id).toMatch(MODEL_ID);
          }
        },
      ),
    );
  });
});
