import type { ModelRequestState } from '@openmaas/backstage-plugin-maas-common';
import fc from 'fast-check';
import {
  AWAITED_STATES,
  type ModelRequestEvent,
  nextModelRequestState,
  OPEN_STATES,
} from './states';

const EVENTS: ModelRequestEvent[] = [
  'review',
  'approve',
  'deploy',
  'offer',
  'decline',
  'withdraw',
];
const ENDS = ['available', 'declined', 'withdrawn'];

describe('the life of a request for a model', () => {
  it('goes straight through', () => {
    const events = ['review', 'approve', 'deploy', 'offer'] as const;
    let state: ModelRequestState = 'submitted';
    const seen = events.map(event => {
      state = nextModelRequestState(state, event) ?? state;
      return state;
    });
    expect(seen).toEqual([
      'under-review',
      'approved',
      'deploying',
      'available',
    ]);
  });

  it('keeps its rules in 10 000 random histories, which reach every state', () => {
    const reached = new Set<ModelRequestState>(['submitted']);
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...EVENTS), { maxLength: 12 }),
        events => {
          let state: ModelRequestState = 'submitted';
          const been: ModelRequestState[] = [state];
          const can = (event: ModelRequestEvent) =>
            nextModelRequestState(state, event) !== undefined;
          // Thousands of expectations are slow: what is wrong is collected.
          const wrong: string[] = [];
          const rule = (holds: boolean, name: string) =>
            holds || wrong.push(name);
          for (const event of events) {
            const isEnd = ENDS.includes(state);
            rule(can('decline') !== isEnd, 'the platform team can say no');
            rule(OPEN_STATES.includes(state) !== isEnd, 'open until an end');
            rule(
              can('offer') === AWAITED_STATES.includes(state),
              'offered only where it is awaited',
            );
            const next = nextModelRequestState(state, event);
            if (next) {
              rule(!isEnd, 'an end is one');
              rule(!been.includes(next), 'nothing happens twice');
              state = next;
              been.push(state);
              reached.add(state);
            }
          }
          rule(
            !['deploying', 'available'].includes(state) ||
              been.includes('approved'),
            'nothing is deployed without approval',
          );
          rule(
            state !== 'withdrawn' || !been.includes('deploying'),
            'what is being deployed is not withdrawn',
          );
          expect(wrong).toEqual([]);
        },
      ),
      { numRuns: 10_000 },
    );
    expect(reached.size).toBe(OPEN_STATES.length + ENDS.length);
  });
});
