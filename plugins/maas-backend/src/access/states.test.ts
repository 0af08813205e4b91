import fc from 'fast-check';
import {
  type AccessRequestEvent,
  type GrantEvent,
  nextGrantState,
  nextRequestState,
} from './states';

const GRANT_EVENTS: GrantEvent[] = [
  'activate',
  'deny',
  'cancel',
  'suspend',
  'resume',
  'expire',
  'revoke',
  'supersede',
];
const ENDS = ['expired', 'revoked', 'superseded', 'denied', 'cancelled'];

describe('the life of a grant', () => {
  it('starts pending, can be suspended and resumed, and ends once', () => {
    expect(nextGrantState('pending', 'activate')).toBe('active');
    expect(nextGrantState('active', 'suspend')).toBe('suspended');
    expect(nextGrantState('suspended', 'resume')).toBe('active');
    expect(nextGrantState('suspended', 'supersede')).toBe('superseded');
    expect(nextGrantState('pending', 'supersede')).toBeUndefined();
  });

  it('never leaves an end, and is never active without having been activated', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...GRANT_EVENTS)), events => {
        let state: Parameters<typeof nextGrantState>[0] = 'pending';
        let activated = false;
        for (const event of events) {
          const next = nextGrantState(state, event);
          expect(next !== undefined && ENDS.includes(state)).toBe(false);
          activated ||= next !== undefined && event === 'activate';
          state = next ?? state;
          expect(['active', 'suspended'].includes(state) && !activated).toBe(
            false,
          );
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the life of an access request', () => {
  it('is decided once', () => {
    const events: AccessRequestEvent[] = ['approve', 'deny', 'withdraw'];
    for (const first of events) {
      const state = nextRequestState('pending', first);
      expect(state).toBeDefined();
      for (const second of events) {
        expect(nextRequestState(state!, second)).toBeUndefined();
      }
    }
  });
});
