import { aRevealedKey } from '../__testUtils__/fixtures';
import {
  bodyOf,
  EMPTY_KEY_FORM,
  faultsOf,
  formOf,
  isSound,
  type KeyForm,
  updateOf,
} from './keyForm';

const key = aRevealedKey({
  label: 'app',
  onlyModels: ['granite-3', 'devstral'],
  addresses: ['10.1.0.0/16', '2001:db8::/32'],
  limits: { tokensPerMinute: 50, parallelRequests: 2 },
});
const form = (edits: Partial<KeyForm> = {}) => ({ ...formOf(key), ...edits });

describe('bodyOf', () => {
  it('says only what is typed', () => {
    expect(bodyOf('group:a', { ...EMPTY_KEY_FORM, name: ' x ' })).toEqual({
      team: 'group:a',
      name: 'x',
    });
    expect(bodyOf('group:a', form({ expiresInDays: 7 }))).toEqual({
      team: 'group:a',
      name: 'thesis chatbot',
      label: 'app',
      models: ['devstral', 'granite-3'],
      addresses: ['10.1.0.0/16', '2001:db8::/32'],
      limits: { tokensPerMinute: 50, parallelRequests: 2 },
      expiresInDays: 7,
    });
  });
});

describe('updateOf', () => {
  it('is nothing where the same is said otherwise', () => {
    expect(
      updateOf(
        key,
        form({
          name: ' thesis chatbot ',
          label: 'app ',
          models: ['devstral', 'granite-3'],
          addresses: '10.1.0.0/16, 2001:0DB8::/32',
          limits: { parallelRequests: 2, tokensPerMinute: 50 },
        }),
      ),
    ).toBeUndefined();
  });

  it('holds only what changes', () => {
    expect(updateOf(key, form({ name: 'new', expiresInDays: 3 }))).toEqual({
      name: 'new',
      expiresInDays: 3,
    });
    expect(
      updateOf(
        key,
        form({ addresses: '192.0.2.1', limits: { tokensPerMinute: 50 } }),
      ),
    ).toEqual({
      addresses: ['192.0.2.1/32'],
      limits: { tokensPerMinute: 50 },
    });
  });

  it('takes restrictions away with null', () => {
    expect(
      updateOf(
        key,
        form({ label: ' ', models: [], addresses: '\n', limits: {} }),
      ),
    ).toEqual({ label: null, models: null, addresses: null, limits: null });
  });
});

describe('faultsOf', () => {
  it.each(['', 'a', 'cost-4711', 'team/app:v1 = x', 'x'.repeat(63)])(
    'finds none in the label %p',
    label => {
      expect(faultsOf(form({ label })).label).toBeUndefined();
    },
  );

  it.each(['-a', 'a-', 'ä', 'a\nb', 'x'.repeat(64)])(
    'finds one in the label %p',
    label => {
      expect(faultsOf(form({ label })).label).toBe(true);
      expect(isSound(form({ label }))).toBe(false);
    },
  );

  it('wants a name, and addresses that are some', () => {
    expect(isSound(form())).toBe(true);
    expect(isSound(form({ name: ' ' }))).toBe(false);
    expect(faultsOf(form({ addresses: '10.1' })).addresses).toEqual({
      name: 'invalid',
      address: '10.1',
    });
  });
});
