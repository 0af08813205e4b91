import {
  idOf,
  isComplete,
  kindOf,
  sourcePage,
  wantingTeams,
  wishBody,
  wishFor,
} from './modelRequests';

describe('wishFor', () => {
  it.each([
    ['llama 4', { title: 'llama 4', uri: '' }],
    ['meta-llama/Llama-4', { kind: 'huggingface', uri: 'meta-llama/Llama-4' }],
    ['https://hf.co/a/b', { kind: 'huggingface', uri: 'https://hf.co/a/b' }],
    ['oci://r/a:1', { kind: 'oci', uri: 'oci://r/a:1' }],
    [' s3://b/a ', { kind: 's3', uri: 's3://b/a' }],
    ['https://a.test/b', { kind: 'other', uri: 'https://a.test/b' }],
    ['', { kind: 'huggingface', uri: '', title: '' }],
  ])('makes a form of “%s”', (search, form) => {
    expect(wishFor(search)).toMatchObject(form);
  });
});

describe('idOf', () => {
  it.each([
    ['mistralai/Mistral-Small-3.2', 'mistral-small-3-2'],
    ['oci://quay.io/acme/granite:1.0/', 'granite-1-0'],
    [`a/${'x'.repeat(60)}`, 'x'.repeat(48)],
    ['Llama 4', 'llama-4'],
    ['!!!', ''],
  ])('makes an id of %s', (search, id) => {
    expect(idOf(wishFor(search))).toBe(id);
  });

  it('leaves a typed one as it is', () => {
    expect(idOf({ ...wishFor('a/b'), model: '' })).toBe('');
  });
});

describe('a wish', () => {
  const whole = { ...wishFor('a/b'), reason: ' r ', expectedUse: ' u ' };

  it('is complete with a source, an id, a reason and a use', () => {
    expect(isComplete(whole)).toBe(true);
    expect(isComplete({ ...whole, reason: ' ' })).toBe(false);
    expect(isComplete({ ...whole, expectedUse: '' })).toBe(false);
    expect(isComplete({ ...whole, model: 'B C' })).toBe(false);
    expect(isComplete({ ...whole, uri: 'a b' })).toBe(false);
  });

  it('is paid for by the team that it is for, unless another one is named', () => {
    expect(wishBody(whole, 'group:default/a')).toMatchObject({
      team: 'group:default/a',
      payer: 'group:default/a',
      reason: 'r',
    });
    expect(wishBody({ ...whole, team: 'b', payer: 'c' }, 'a')).toMatchObject({
      team: 'b',
      payer: 'c',
    });
  });
});

describe('sources', () => {
  it('lead to a page only where a browser can open it', () => {
    expect(sourcePage({ kind: 'huggingface', uri: 'a/b' })).toBe(
      'https://huggingface.co/a/b',
    );
    expect(sourcePage({ kind: 'other', uri: 'https://a.test' })).toBe(
      'https://a.test',
    );
    expect(sourcePage({ kind: 'other', uri: 'data:text/html,x' })).toBe(
      undefined,
    );
    expect(sourcePage({ kind: 's3', uri: 's3://b/a' })).toBe(undefined);
  });

  it('tell their kind by how they begin', () => {
    expect(kindOf('hf://a/b')).toBe('huggingface');
    expect(kindOf('a/b')).toBe(undefined);
  });
});

describe('wantingTeams', () => {
  it('counts each team once', () => {
    const join = { user: 'u', at: '2026-11-21T00:00:00Z' };
    expect(
      wantingTeams({
        team: 'a',
        joins: [
          { ...join, team: 'a' },
          { ...join, team: 'b' },
        ],
      }),
    ).toBe(2);
  });
});
