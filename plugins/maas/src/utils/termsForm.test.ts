import type { ModelTerms } from '@openmaas/backstage-plugin-maas-common';
import {
  edited,
  faultsOf,
  givenBack,
  kept,
  shownValues,
  type TermsForm,
  UNTOUCHED,
  updateOf,
} from './termsForm';

const terms: ModelTerms = {
  id: 'granite-3',
  source: 'config',
  version: 7,
  futurePrices: [],
  terms: [
    {
      name: 'title',
      value: 'Mine',
      sourceValue: 'Theirs',
      setBy: 'user:default/petra',
      setAt: '2026-11-01T00:00:00.000Z',
    },
    { name: 'description', value: 'Small.', sourceValue: 'Small.' },
    { name: 'owner', value: 'group:default/a', sourceValue: 'group:default/a' },
    { name: 'approver' },
    { name: 'lifecycle', value: 'production', sourceValue: 'production' },
    { name: 'visibility', value: 'public', sourceValue: 'public' },
    { name: 'plans', value: ['free', 'pro'], sourceValue: ['free'] },
    { name: 'multiplier', value: '1', sourceValue: '1' },
    {
      name: 'prices',
      value: [
        { tokenClass: 'output', nanosPerMillion: '150000000' },
        { tokenClass: 'input', nanosPerMillion: '37500001' },
      ],
      sourceValue: [{ tokenClass: 'input', nanosPerMillion: '1000000000' }],
    },
  ],
};

const NOON = Date.parse('2026-11-21T12:00:00.000Z');
const edit = (edits: TermsForm['edits']) => edited(UNTOUCHED, edits);
const { prices } = shownValues(terms, UNTOUCHED);

describe('shownValues', () => {
  it('are what holds now, prices to the last digit', () => {
    expect(shownValues(terms, UNTOUCHED)).toEqual({
      title: 'Mine',
      description: 'Small.',
      owner: 'group:default/a',
      approver: '',
      lifecycle: 'production',
      visibility: 'public',
      plans: ['free', 'pro'],
      multiplier: '1',
      prices: {
        input: '0.037500001',
        cachedInput: '',
        output: '0.15',
        reasoning: '',
        audioSecond: '',
      },
      dataPolicy: { location: '', region: '', allowed: [] },
      retirement: { at: '', successor: '', note: '' },
    });
  });

  it('are what is typed, or what the source says of what is given back', () => {
    const typed = edit({ title: 'New', multiplier: '2' });
    expect(shownValues(terms, typed)).toMatchObject({
      title: 'New',
      multiplier: '2',
    });
    const back = givenBack(givenBack(typed, 'title'), 'prices');
    expect(shownValues(terms, back)).toMatchObject({
      title: 'Theirs',
      multiplier: '2',
      prices: { input: '1.00', output: '' },
    });
    expect(shownValues(terms, kept(back, 'title')).title).toBe('Mine');
    expect(shownValues(terms, edited(back, { title: 'X' })).title).toBe('X');
  });
});

describe('updateOf', () => {
  it('is nothing where nothing is to change', () => {
    expect(updateOf(terms, UNTOUCHED)).toBeUndefined();
    expect(
      updateOf(terms, { ...UNTOUCHED, reason: 'Why not' }),
    ).toBeUndefined();
    const same = edit({
      title: 'Mine ',
      plans: ['pro', 'free'],
      multiplier: '1.0',
      prices: { ...prices, input: ' 0.037500001 ' },
    });
    expect(updateOf(terms, same)).toBeUndefined();
  });

  it('holds only what changes, with amounts that are exact', () => {
    const form: TermsForm = {
      ...edit({
        title: ' New ',
        description: '',
        plans: ['pro'],
        multiplier: '1.50',
        visibility: 'restricted',
        approver: 'group:default/ai-board',
        prices: {
          ...prices,
          input: '0.1',
          output: '',
          cachedInput: ' 0.000000001 ',
        },
      }),
      reason: ' New contract ',
    };
    expect(updateOf(terms, form)).toEqual({
      version: 7,
      title: 'New',
      description: '',
      plans: ['pro'],
      multiplier: '1.5',
      visibility: 'restricted',
      approver: 'group:default/ai-board',
      prices: [
        { tokenClass: 'input', nanosPerMillion: '100000000' },
        { tokenClass: 'cachedInput', nanosPerMillion: '1' },
      ],
      reason: 'New contract',
    });
  });

  it('gives terms back as null', () => {
    const form = givenBack(edit({ plans: ['pro'] }), 'plans');
    expect(updateOf(terms, form)).toEqual({ version: 7, plans: null });
  });

  it('says when prices begin, but only of prices that are set', () => {
    const pricesFrom = '2027-01-01T08:00';
    const later = {
      ...edit({ prices: { ...prices, input: '1' } }),
      pricesFrom,
    };
    expect(updateOf(terms, later)?.pricesFrom).toBe(
      new Date(pricesFrom).toISOString(),
    );
    expect(updateOf(terms, givenBack(later, 'prices'))).toEqual({
      version: 7,
      prices: null,
    });
    const other = { ...edit({ title: 'New' }), pricesFrom };
    expect(updateOf(terms, other)).toEqual({ version: 7, title: 'New' });
  });
});

describe('faultsOf', () => {
  it.each<[TermsForm['edits'], object]>([
    [{}, {}],
    [{ title: ' ' }, { title: 'title' }],
    [{ description: 'x'.repeat(4001) }, { description: 'description' }],
    [{ description: 'x'.repeat(4000) }, {}],
    [{ multiplier: '' }, { multiplier: 'factor' }],
    [{ multiplier: '0' }, { multiplier: 'factor' }],
    [{ multiplier: '1,5' }, { multiplier: 'factor' }],
    [{ multiplier: '1.5' }, {}],
    [{ plans: [] }, { plans: 'plans' }],
    [{ prices: { ...prices, output: '-1' } }, { output: 'amount' }],
    [{ prices: { ...prices, input: '0.0000000001' } }, { input: 'amount' }],
    [{ prices: { ...prices, input: '' } }, {}],
  ])('of %j are %j', (edits, faults) => {
    expect(faultsOf(edit(edits), NOON)).toEqual(faults);
  });

  it('are there where new prices would begin in the past', () => {
    const local = (time: string) => {
      const at = new Date(time);
      const minutes = at.getTime() - at.getTimezoneOffset() * 60_000;
      return new Date(minutes).toISOString().slice(0, 16);
    };
    const from = (time: string): TermsForm => ({
      ...edit({ prices }),
      pricesFrom: local(time),
    });
    expect(faultsOf(from('2026-11-21T11:59:00Z'), NOON)).toEqual({
      from: 'past',
    });
    expect(faultsOf(from('2026-11-21T12:01:00Z'), NOON)).toEqual({});
    expect(
      faultsOf({ ...UNTOUCHED, pricesFrom: '2000-01-01T00:00' }, NOON),
    ).toEqual({});
  });

  it('are forgotten with a term that is given back', () => {
    const form = givenBack(edit({ title: '' }), 'title');
    expect(faultsOf(form, NOON)).toEqual({});
  });
});

describe('where data goes, and when a model ends', () => {
  const live: ModelTerms = {
    ...terms,
    terms: [
      {
        name: 'dataPolicy',
        value: { location: 'internal', allowed: ['internal', 'public'] },
      },
      {
        name: 'retirement',
        value: { at: '2027-01-01T08:30:00.000Z', successor: 'granite-4' },
      },
    ],
  };
  const shown = shownValues(live, UNTOUCHED);

  it('are sent only where they change, and to the second where not', () => {
    expect(
      updateOf(
        live,
        edit({
          dataPolicy: {
            ...shown.dataPolicy,
            allowed: ['internal', 'public'],
          },
          retirement: { ...shown.retirement, note: ' ' },
        }),
      ),
    ).toBeUndefined();
    expect(
      updateOf(
        live,
        edit({
          dataPolicy: {
            location: 'external',
            region: ' eu-central-1 ',
            allowed: ['personal', 'public'],
          },
          retirement: { ...shown.retirement, note: ' Longer context ' },
        }),
      ),
    ).toEqual({
      version: 7,
      dataPolicy: {
        location: 'external',
        region: 'eu-central-1',
        allowed: ['public', 'personal'],
      },
      retirement: {
        at: '2027-01-01T08:30:00.000Z',
        successor: 'granite-4',
        note: 'Longer context',
      },
    });
  });

  it('are taken back where nothing is announced any more', () => {
    expect(
      updateOf(live, edit({ retirement: { at: '', successor: '', note: '' } })),
    ).toEqual({ version: 7, retirement: null });
    expect(
      updateOf(
        terms,
        edit({ retirement: { at: '', successor: '', note: '' } }),
      ),
    ).toBeUndefined();
  });

  it.each<[TermsForm['edits'], object]>([
    [
      { dataPolicy: { location: '', region: 'eu', allowed: [] } },
      { dataPolicy: 'location' },
    ],
    [{ dataPolicy: { location: 'internal', region: '', allowed: [] } }, {}],
    [
      { retirement: { at: '', successor: 'granite-4', note: '' } },
      { retirement: 'at' },
    ],
    [
      { retirement: { at: '2026-11-21T12:00:00Z', successor: '', note: '' } },
      { retirement: 'past' },
    ],
    [
      { retirement: { at: '2026-11-22T00:00:00Z', successor: '', note: '' } },
      {},
    ],
  ])('of %j have the faults %j', (edits, faults) => {
    expect(faultsOf(edit(edits), NOON)).toEqual(faults);
  });
});
