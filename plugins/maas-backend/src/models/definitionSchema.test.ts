import { definitionSchema, describeIssues } from './definitionSchema';

const MODEL = {
  id: 'm',
  owner: 'group:default/ml',
  prices: {},
  endpoints: [],
};

describe('definitionSchema', () => {
  it('takes what a model takes and gives, and how it is served', () => {
    const more = {
      modalities: { input: ['text', 'image'], output: ['text'] },
      serving: {
        state: 'starting',
        reason: 'The weights come',
        progress: 0,
      },
    };
    expect(definitionSchema.parse({ ...MODEL, ...more })).toMatchObject(more);
  });

  it('reads when a model retires, in whatever zone that is written', () => {
    const retirement = { at: '2027-03-01T10:00:00+01:00', successor: 'n' };
    expect(definitionSchema.parse({ ...MODEL, retirement }).retirement).toEqual(
      { at: '2027-03-01T09:00:00.000Z', successor: 'n' },
    );
  });

  it.each([
    ['modalities.output', { modalities: { input: ['text'] } }],
    ['modalities.input', { modalities: { input: [], output: ['text'] } }],
    [
      'modalities.input.0',
      { modalities: { input: ['smell'], output: ['text'] } },
    ],
    [
      'modalities',
      { modalities: { input: ['text'], output: ['text'], x: [] } },
    ],
    ['modalities', { modalities: 'text' }],
    ['serving.state', { serving: { state: 'ready' } }],
    ['serving.state', { serving: {} }],
    [
      'serving.reason',
      { serving: { state: 'failed', reason: 'x'.repeat(501) } },
    ],
    [
      'serving.queuePosition',
      { serving: { state: 'queued', queuePosition: 0 } },
    ],
    ['serving.progress', { serving: { state: 'starting', progress: 101 } }],
    ['retirement.at', { retirement: { at: '2027-03-01' } }],
    ['retirement.at', { retirement: { at: '2027-03-01T09:00:00' } }],
    ['retirement.at', { retirement: { at: '2027-02-30T09:00:00Z' } }],
    [
      'retirement.successor',
      { retirement: { at: '2027-03-01T09:00:00Z', successor: 'A model' } },
    ],
    ['dataPolicy.location', { dataPolicy: { allowed: [] } }],
    [
      'dataPolicy.allowed',
      { dataPolicy: { location: 'internal', allowed: ['public', 'public'] } },
    ],
    [
      'dataPolicy.allowed.0',
      { dataPolicy: { location: 'internal', allowed: ['secret'] } },
    ],
    ['id', { id: 'facets' }],
    ['title', { title: 'a\u0000b' }],
    ['description', { description: 'half of a \ud83d' }],
    ['license', { license: '\udc00' }],
    ['card', { card: '\u0000' }],
    ['serving.progress', { serving: { state: 'starting', progress: 1.5 } }],
  ])('names %s where that is wrong', (field, more) => {
    const { error } = definitionSchema.safeParse({ ...MODEL, ...more });
    expect(error && describeIssues(error)).toContain(`${field}: `);
  });
});
