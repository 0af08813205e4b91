import { modelOf } from '../../__testUtils__/testPolicy';
import type { PolicyAccounts } from '../../policy/Policy';
import type { GatewayError } from '../../server/GatewayError';
import { CounterBook } from '../CounterBook';
import { CountingLimiter } from '../CountingLimiter';
import type { Admission, AdmissionRequest } from '../Limiter';
import { MemoryCounters } from '../MemoryCounters';
import { accountsOf, planOf, requestOf } from './requests';

export const SECOND = 1_000_000;
const NOW = Date.parse('2026-11-21T10:00:00Z');

/** A limiter in memory, on a clock that stands still, for calls under one plan. */
export function testLimiter(
  limits: Parameters<typeof planOf>[0],
  { among = 1, ...accounts }: Partial<PolicyAccounts> & { among?: number } = {},
) {
  const clock = { us: NOW * 1000 };
  const policy = { now: accountsOf(accounts), account: () => policy.now };
  const now = () => Math.floor(clock.us / 1000);
  const store = new MemoryCounters(() => clock.us);
  const place = { book: new CounterBook({ policy, now, among }), store };
  const limiter = new CountingLimiter({
    policy,
    now,
    places: {
      current: () => place,
      sharing: () => 'alone',
      start: async () => {},
      close: async () => {},
      lost: () => {},
    },
  });
  const plan = planOf(limits);
  const admit = (
    estimatedTokens: number,
    more: Partial<AdmissionRequest> = {},
  ) =>
    limiter.admit(
      requestOf(more.plan ?? plan, { estimatedTokens, ...more }),
    ) as Admission;
  const refused = (estimatedTokens = 1, more?: Partial<AdmissionRequest>) => {
    try {
      admit(estimatedTokens, more);
    } catch (error) {
      return error as GatewayError;
    }
    throw new Error('The call was let in');
  };
  return { clock, limiter, admit, refused, policy, plan, store };
}

/** Those of so many calls that the limits let in. */
export function letIn(attempts: number, attempt: () => Admission): Admission[] {
  return Array.from({ length: attempts }).flatMap(() => {
    try {
      return [attempt()];
    } catch (error) {
      expect(error).toMatchObject({ status: 429 });
      return [];
    }
  });
}

/** A model whose tokens weigh so much. */
export const weighing = (multiplier: string) => ({
  model: modelOf('small', [], { multiplier }),
});
