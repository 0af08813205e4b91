import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { assertAllowed, readPersonas } from './personas';

const dana = {
  id: 'dana',
  entityRef: 'user:default/dana',
  name: 'Dana',
  title: 'Developer',
  about: 'Find a model.',
};

const read = (data: JsonObject) => readPersonas(new ConfigReader(data));

describe('readPersonas', () => {
  it('reads the people in their order', () => {
    const tom = { ...dana, id: 'tom-2', entityRef: 'user:default/tom' };
    expect(read({ people: [tom, dana] })).toEqual([tom, dana]);
  });

  it.each([
    ['dana', 'user:default/dana'],
    ['User:Default/Dana', 'user:default/dana'],
    ['user:staff/dana', 'user:staff/dana'],
  ])('completes the reference %s', (entityRef, expected) => {
    expect(read({ people: [{ ...dana, entityRef }] })[0].entityRef).toBe(
      expected,
    );
  });

  it.each<[string, JsonObject, string]>([
    ['no list', {}, "Missing required config value at 'people'"],
    ['an empty list', { people: [] }, 'names nobody'],
    ['no list but a text', { people: 'dana' }, "'people'"],
    ['an entry that is a text', { people: ['dana'] }, "'people[0]'"],
    [
      'one id twice',
      { people: [dana, { ...dana, name: 'Other' }] },
      "has the id 'dana' more than once",
    ],
    [
      'a group instead of a user',
      { people: [{ ...dana, entityRef: 'group:default/finance' }] },
      'people[0] is malformed: entityRef',
    ],
    [
      'a reference that cannot be read',
      { people: [dana, { ...dana, id: 'tom', entityRef: 'a:b:c/d/e' }] },
      'people[1] is malformed: entityRef',
    ],
  ])('refuses %s', (_, data, message) => {
    expect(() => read(data)).toThrow(message);
  });

  it.each(['Dana', 'da na', '-dana', 'da--na', 'dana!', 'd'.repeat(49)])(
    'refuses the id %p',
    id => {
      expect(() => read({ people: [{ ...dana, id }] })).toThrow(
        'people[0] is malformed: id',
      );
    },
  );

  it.each(['id', 'entityRef', 'name', 'title', 'about'])(
    'refuses a person without %s',
    key => {
      const { [key as keyof typeof dana]: _, ...rest } = dana;
      expect(() => read({ people: [rest] })).toThrow(`'people[0].${key}'`);
    },
  );

  it('refuses a field of the wrong type', () => {
    expect(() => read({ people: [{ ...dana, name: ['Dana'] }] })).toThrow(
      'people[0] is malformed',
    );
  });
});

describe('assertAllowed', () => {
  const check = (nodeEnv: string | undefined, data: JsonObject = {}) =>
    assertAllowed(new ConfigReader(data), nodeEnv);

  it.each(['development', 'test', undefined])('allows %s', nodeEnv => {
    expect(() => check(nodeEnv)).not.toThrow();
  });

  it('refuses production unless it is allowed by name', () => {
    expect(() => check('production')).toThrow('NODE_ENV=production');
    expect(() =>
      check('production', { dangerouslyAllowInProduction: false }),
    ).toThrow('NODE_ENV=production');
    expect(() =>
      check('production', { dangerouslyAllowInProduction: true }),
    ).not.toThrow();
  });
});
