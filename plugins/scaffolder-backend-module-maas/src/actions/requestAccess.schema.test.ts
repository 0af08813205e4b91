import type { MaasService } from '@openmaas/backstage-plugin-maas-node';
import { validate } from 'jsonschema';
import { parse } from 'yaml';
import { createRequestAccessAction } from './createRequestAccessAction';

const maas: MaasService = {
  as: () => {
    throw new Error('not to be called');
  },
};
const action = createRequestAccessAction({
  maas,
  gatewayBaseUrl: 'http://gateway.test/v1',
});

const input = {
  team: 'group:default/cs-department',
  models: ['mistral-3-int4'],
  plan: 'free',
  purpose: 'Try it',
};

describe('input of maas:access:request', () => {
  const errors = (value: unknown) =>
    validate(value, action.schema?.input ?? false).errors;

  it.each([
    [input],
    [{ ...input, models: ['resource:maas/mistral-3-int4'] }],
    [{ ...input, expiresInDays: 90, keyName: 'bot' }],
    [{ ...input, keyName: '' }],
  ])('takes %p', value => {
    expect(errors(value)).toEqual([]);
  });

  it.each<[string, object]>([
    ['no team', { team: undefined }],
    ['an empty team', { team: '' }],
    ['a team that is no text', { team: ['group:default/a'] }],
    ['a very long team', { team: 'g'.repeat(201) }],
    ['no models', { models: undefined }],
    ['an empty list of models', { models: [] }],
    ['models that are no list', { models: 'mistral-3-int4' }],
    ['a model that is no text', { models: [1] }],
    ['an entity of another kind', { models: ['component:maas/a'] }],
    ['an entity of another namespace', { models: ['resource:default/a'] }],
    ['a path', { models: ['../keys'] }],
    ['a very long model', { models: ['m'.repeat(49)] }],
    [
      'too many models',
      { models: Array.from({ length: 51 }, (_, i) => `m${i}`) },
    ],
    ['no plan', { plan: undefined }],
    ['an empty plan', { plan: '' }],
    ['no purpose', { purpose: undefined }],
    ['a blank purpose', { purpose: ' \n' }],
    ['a very long purpose', { purpose: 'p'.repeat(1001) }],
    ['no days', { expiresInDays: 0 }],
    ['days before', { expiresInDays: -1 }],
    ['half a day', { expiresInDays: 0.5 }],
    ['days as text', { expiresInDays: '90' }],
    ['too many days', { expiresInDays: 3651 }],
    ['a budget that is none', { monthlyBudget: {} }],
    ['an unknown class of data', { data: 'secret' }],
    ['a key of another sort', { newKey: 'yes' }],
    ['a request that is no id', { replaces: '../x' }],
    ['a very long name', { keyName: 'k'.repeat(101) }],
  ])('refuses %s', (_, overrides) => {
    const value = JSON.parse(JSON.stringify({ ...input, ...overrides }));
    expect(errors(value).length).toBeGreaterThan(0);
  });

  it('has examples that its schema takes', () => {
    expect(action.examples).toHaveLength(3);
    for (const { example } of action.examples ?? []) {
      const [step] = parse(example).steps;
      expect(step.action).toBe(action.id);
      const written = Object.fromEntries(
        Object.entries(step.input).filter(
          ([, value]) => !String(value).includes('${{'),
        ),
      );
      const { errors: found } = validate(
        { ...input, ...written },
        action.schema?.input ?? false,
      );
      expect(found).toEqual([]);
    }
  });
});
