import { isError } from '@backstage/errors';
import type { KeyState } from '@openmaas/backstage-plugin-maas-common';
import fc from 'fast-check';
import type { StopCause, StoredKey } from './KeyStore';
import {
  dueReminder,
  keyAfter,
  type KeyEvent,
  keyStateAt,
  POSSIBLE_STATES,
  whyNot,
} from './states';
import { endsOnRotation } from './secrets';

const DAY = 24 * 60 * 60 * 1000;
const START = new Date('2026-11-21T10:00:00Z');
const at = (days: number) => new Date(START.getTime() + days * DAY);

const WAITING: StoredKey = {
  id: '019a9b1c-7d2e-7f00-8a1b-2c3d4e5f6071',
  kind: 'standard',
  teamRef: 'group:default/t',
  makerRef: 'user:default/u',
  name: 'k',
  createdAt: START,
  requestHash: 'h',
};

/** What happens in a history: an event, time going by, or a rule. */
type Step =
  | { event: KeyEvent }
  | { days: number }
  | { stop: StopCause | undefined };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.record({ event: eventArbitrary() }) },
    {
      weight: 2,
      arbitrary: fc.record({ days: fc.constantFrom(1, 12, 40, 90) }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        stop: fc.constantFrom(
          'maker-left' as const,
          'team-gone' as const,
          undefined,
        ),
      }),
    },
  ),
  { maxLength: 25 },
);

function eventArbitrary(): fc.Arbitrary<KeyEvent> {
  return fc.oneof(
    fc.constant<KeyEvent>({ type: 'ready', expiresAt: at(90) }),
    fc.constant<KeyEvent>({ type: 'reveal' }),
    fc.constant<KeyEvent>({ type: 'rotate' }),
    fc.constantFrom(1, 60, 120).map(
      (days): KeyEvent => ({
        type: 'update',
        change: { expiresAt: at(days) },
      }),
    ),
    fc.constant<KeyEvent>({ type: 'suspend', by: 'user:default/o' }),
    fc.constant<KeyEvent>({ type: 'resume' }),
    fc.constant<KeyEvent>({ type: 'revoke', by: 'user:default/o' }),
  );
}

/** The same life told in another way: by flags, without a table. */
class Model {
  ready = false;
  revealed = false;
  suspended = false;
  stopped = false;
  revoked = false;
  endsAt = Infinity;

  state(now: number): KeyState {
    if (this.revoked) return 'revoked';
    if (now >= this.endsAt) return 'expired';
    if (!this.ready) return 'waiting';
    if (this.suspended || this.stopped) return 'suspended';
    return this.revealed ? 'active' : 'unrevealed';
  }

  /** @returns whether it happens */
  apply(event: KeyEvent, now: number): boolean {
    const isOver = this.revoked || now >= this.endsAt;
    const isHeld = this.suspended || this.stopped;
    const isLive = this.ready && !isOver;
    switch (event.type) {
      case 'ready':
        if (this.ready || isOver) return false;
        this.ready = true;
        this.endsAt = event.expiresAt.getTime();
        return true;
      case 'reveal':
        if (!isLive || isHeld || this.revealed) return false;
        this.revealed = true;
        return true;
      case 'rotate':
        return isLive && !isHeld && this.revealed;
      case 'update':
        if (!isLive) return false;
        this.endsAt = event.change.expiresAt!.getTime();
        return true;
      case 'suspend':
        if (!isLive || this.suspended) return false;
        this.suspended = true;
        return true;
      case 'resume':
        if (!isLive || !this.suspended) return false;
        this.suspended = false;
        return true;
      default:
        if (this.revoked) return false;
        this.revoked = true;
        return true;
    }
  }
}

/** A key after an event, or nothing where that cannot be. */
function tryOn(key: StoredKey, event: KeyEvent, now: Date) {
  try {
    return keyAfter(key, event, now);
  } catch {
    return undefined;
  }
}

/** A key after an event that happens to it as the model says, or as it was before. */
function happen(key: StoredKey, model: Model, event: KeyEvent, now: Date) {
  const before = keyStateAt(key, now);
  const happens = model.apply(event, now.getTime());
  expect(whyNot(key, event.type, now) === undefined).toBe(happens);
  const after = tryOn(key, event, now);
  expect(after !== undefined).toBe(happens);
  expect(happens && !POSSIBLE_STATES[event.type].includes(before)).toBe(false);
  return after ?? key;
}

describe('the life of a key', () => {
  it('goes as the model says in 10 000 histories, through every state', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(steps, history => {
        const model = new Model();
        let key = WAITING;
        let now = START;
        for (const step of history) {
          if ('days' in step) {
            now = new Date(now.getTime() + step.days * DAY);
          } else if ('stop' in step) {
            key = {
              ...key,
              stopCause: step.stop,
              stoppedAt: step.stop && now,
            };
            model.stopped = step.stop !== undefined;
          } else {
            key = happen(key, model, step.event, now);
          }
          const state = keyStateAt(key, now);
          expect(state).toBe(model.state(now.getTime()));
          seen.add(state);
        }
      }),
      { numRuns: 10_000 },
    );
    expect([...seen].sort()).toEqual([
      'active',
      'expired',
      'revoked',
      'suspended',
      'unrevealed',
      'waiting',
    ]);
  });

  it('says in each state why something cannot be, and what to do', () => {
    const states: Record<string, StoredKey> = {
      waiting: WAITING,
      unrevealed: { ...WAITING, readyAt: START },
      active: { ...WAITING, readyAt: START, revealedAt: START },
      suspended: {
        ...WAITING,
        readyAt: START,
        revealedAt: START,
        suspendedAt: START,
      },
      expired: { ...WAITING, readyAt: START, expiresAt: START },
      revoked: { ...WAITING, revokedAt: START },
    };
    const table = Object.entries(states).map(([state, key]) => {
      expect(keyStateAt(key, START)).toBe(state);
      return [
        state,
        (['reveal', 'rotate', 'suspend', 'resume', 'revoke'] as const)
          .filter(event => !whyNot(key, event, START))
          .join(' '),
      ];
    });
    expect(table).toEqual([
      ['waiting', 'revoke'],
      ['unrevealed', 'reveal suspend revoke'],
      ['active', 'rotate suspend revoke'],
      ['suspended', 'resume revoke'],
      ['expired', 'revoke'],
      ['revoked', ''],
    ]);
    let problem: unknown;
    try {
      keyAfter(states.suspended, { type: 'rotate' }, START);
    } catch (error) {
      problem = error;
    }
    expect(isError(problem) && problem.name).toBe('ConflictError');
    expect(whyNot(states.active, 'reveal', START)).toContain('rotate the key');
  });

  it('does not let a person lift what a rule holds', () => {
    const left: StoredKey = {
      ...WAITING,
      readyAt: START,
      stoppedAt: START,
      stopCause: 'maker-left',
    };
    expect(whyNot(left, 'resume', START)).toContain('its maker left the team');
    const gone: StoredKey = { ...left, stopCause: 'team-gone' };
    expect(whyNot(gone, 'resume', START)).toContain('its team is gone');
    const both = keyAfter(left, { type: 'suspend', by: 'x' }, START);
    const resumed = keyAfter(both, { type: 'resume' }, START);
    expect(keyStateAt(resumed, START)).toBe('suspended');
  });

  it.each([
    [14.1, undefined],
    [14, 14],
    [3.1, 14],
    [3, 3],
    [0.1, 3],
    [0, 0],
    [-5, 0],
  ])('reminds %d days before the end of %s', (days, due) => {
    expect(dueReminder(at(days), START)).toBe(due);
  });

  it('does not remind of what is known when the end is set', () => {
    const ready = (days: number) =>
      keyAfter(WAITING, { type: 'ready', expiresAt: at(days) }, START);
    expect(ready(90).remindedDays).toBeUndefined();
    expect(ready(10).remindedDays).toBe(14);
    const later = keyAfter(
      { ...ready(10), remindedDays: 3 },
      { type: 'update', change: { expiresAt: at(60) } },
      START,
    );
    expect(later.remindedDays).toBeUndefined();
  });
});

describe('rotation', () => {
  const secret = (id: string, expiresAt?: Date) => ({
    id,
    createdAt: START,
    expiresAt,
  });

  it('leaves the last secret its grace period, and those before it nothing', () => {
    const earlier = [
      secret('now'),
      secret('before', at(0.5)),
      secret('ended', at(-1)),
    ];
    expect([...endsOnRotation(earlier, START, DAY)]).toEqual([
      ['now', at(1)],
      ['before', START],
    ]);
    expect(endsOnRotation([secret('now')], START, 0).get('now')).toEqual(START);
  });
});
