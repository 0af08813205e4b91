import { actionText, fieldChanges, KNOWN_ACTIONS, targetText } from './audit';

describe('actionText', () => {
  it('has a text for each action that is known, and none for others', () => {
    expect(actionText('access-request-create')).toBe('accessRequestCreate');
    expect(actionText('something-else')).toBeUndefined();
    expect(KNOWN_ACTIONS).toContain('playground-key-create');
    for (const action of KNOWN_ACTIONS) {
      expect(action).toMatch(/^[a-z]+(-[a-z]+)+$/);
      expect(actionText(action)).toBeDefined();
    }
  });
});

describe('targetText', () => {
  it('has a text for what is known', () => {
    expect(targetText('api-key')).toBe('apiKey');
    expect(targetText('thing')).toBeUndefined();
  });
});

describe('fieldChanges', () => {
  it('puts both sides of each field together', () => {
    expect(
      fieldChanges({
        before: { plan: 'free', models: ['a'], gone: 1, none: null },
        after: { plan: 'premium', models: ['a'], new: { deep: true } },
      }),
    ).toEqual([
      { name: 'plan', before: 'free', after: 'premium', differs: true },
      {
        name: 'models',
        before: '[\n  "a"\n]',
        after: '[\n  "a"\n]',
        differs: false,
      },
      { name: 'gone', before: '1', after: undefined, differs: true },
      { name: 'none', before: undefined, after: undefined, differs: false },
      {
        name: 'new',
        before: undefined,
        after: '{\n  "deep": true\n}',
        differs: true,
      },
    ]);
    expect(fieldChanges({})).toEqual([]);
  });
});
