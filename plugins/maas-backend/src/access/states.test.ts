import fc from 'fast-check';
import {
  type AccessRequestEvent,
  type GrantEvent,
  nextGrantState,
  nextRequestState,
  requestStateAt,
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
      { numRuns: 10_000 },
    );
  });
});

describe('the life of an access request', () => {
  const EVENTS: AccessRequestEvent[] = [
    'ask-back',
    'answer',
    'approve-step',
    'approve',
    'deny',
    'withdraw',
    'expire',
  ];
  const ENDED = ['approved', 'denied', 'cancelled', 'expired'];

  it('is open until one event ends it, and answered only where asked', () => {
    const seen = new Set<string>(['pending']);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...EVENTS)), events => {
        let state: Parameters<typeof nextRequestState>[0] = 'pending';
        for (const event of events) {
          const next = nextRequestState(state, event);
          const isOpen = !ENDED.includes(state);
          expect(next !== undefined).toBe(
            isOpen &&
              (event !== 'ask-back' || state === 'pending') &&
              (event !== 'answer' || state === 'asked-back'),
          );
          state = next ?? state;
          seen.add(state);
        }
      }),
      { numRuns: 10_000 },
    );
    expect([...seen].sort()).toEqual(
      [...ENDED, 'asked-back', 'pending'].sort(),
    );
  });

  it('has expired when its time is over, unless it ended before', () => {
    const decideBy = new Date('2026-11-21T10:00:00.000Z');
    const later = new Date(decideBy.getTime() + 1);
    const before = new Date(decideBy.getTime() - 1);
    expect(requestStateAt({ state: 'pending', decideBy }, before)).toBe(
      'pending',
    );
    for (const state of ['pending', 'asked-back'] as const) {
      expect(requestStateAt({ state, decideBy }, decideBy)).toBe('expired');
    }
    expect(requestStateAt({ state: 'approved', decideBy }, later)).toBe(
      'approved',
    );
  });
});
