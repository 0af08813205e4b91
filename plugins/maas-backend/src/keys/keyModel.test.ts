import { hashApiKey } from '@openmaas/backstage-plugin-maas-node';
import fc from 'fast-check';
import {
  createTestDatabases,
  PEOPLE,
  TEAM,
  withMaas,
} from '../__testUtils__/domain';
import { createTestKeys, TEST_TEAM } from '../__testUtils__/keys';
import { PolicyCopy } from '../__testUtils__/policyCopy';

jest.setTimeout(600_000);

const { dana, tom } = PEOPLE;
const HOUR = 60 * 60 * 1000;

/** What can happen to a key of Dana's. */
type Step =
  | { do: 'reveal' | 'suspend' | 'resume' | 'revoke' | 'leave' | 'return' }
  | { do: 'rotate'; graceHours: number }
  | { do: 'update'; expiresInDays: number }
  | { do: 'wait'; hours: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Step>({ do: 'reveal' }) },
  {
    weight: 6,
    arbitrary: fc
      .constantFrom(0, 1, 24)
      .map((graceHours): Step => ({ do: 'rotate', graceHours })),
  },
  {
    weight: 4,
    arbitrary: fc
      .constantFrom(1, 5, 0.5, 30, 24 * 40)
      .map((hours): Step => ({ do: 'wait', hours })),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom(1, 90)
      .map((expiresInDays): Step => ({ do: 'update', expiresInDays })),
  },
  {
    weight: 7,
    arbitrary: fc
      .constantFrom(
        'suspend',
        'suspend',
        'resume',
        'resume',
        'leave',
        'return',
        'revoke',
      )
      .map((name): Step => ({ do: name } as Step)),
  },
);

/** A key told by what people expect of it, and nothing else. */
class Model {
  secrets: Array<{ secret: string; endsAt: number }> = [];
  suspended = false;
  isMember = true;
  /** The rule looks only at what is not over. */
  stopped = false;
  revoked = false;
  endsAt: number;
  changes = 1;

  constructor(now: number) {
    this.endsAt = now + 90 * 24 * HOUR;
  }

  isOver(now: number): boolean {
    return this.revoked || this.endsAt <= now;
  }

  /** Whether people may do that now. */
  allows({ do: what }: Step, now: number): boolean {
    const isHeld = this.suspended || this.stopped;
    const isRevealed = this.secrets.length > 0;
    switch (what) {
      case 'reveal':
        return !this.isOver(now) && !isHeld && !isRevealed && this.isMember;
      case 'rotate':
        return !this.isOver(now) && !isHeld && isRevealed && this.isMember;
      case 'update':
        return !this.isOver(now);
      case 'suspend':
        return !this.isOver(now) && !this.suspended;
      case 'resume':
        return !this.isOver(now) && this.suspended;
      case 'revoke':
        return !this.revoked;
      default:
        return true;
    }
  }

  apply(taken: Step, now: number, secret: string | undefined): void {
    switch (taken.do) {
      case 'rotate': {
        const graceEnd = now + taken.graceHours * HOUR;
        this.secrets = this.secrets
          .filter(({ endsAt }) => endsAt === Infinity)
          .map(it => ({ ...it, endsAt: graceEnd }));
        this.secrets.push({ secret: secret!, endsAt: Infinity });
        break;
      }
      case 'reveal':
        this.secrets.push({ secret: secret!, endsAt: Infinity });
        break;
      case 'update':
        this.endsAt = now + taken.expiresInDays * 24 * HOUR;
        break;
      case 'suspend':
      case 'resume':
        this.suspended = taken.do === 'suspend';
        break;
      case 'revoke':
        this.revoked = true;
        break;
      case 'leave':
      case 'return':
        this.isMember = taken.do === 'return';
        if (!this.isOver(now)) {
          this.stopped = !this.isMember;
        }
        break;
      default:
    }
    if (!['wait', 'leave', 'return'].includes(taken.do)) {
      this.changes++;
    }
  }

  /** Secrets with which a call should pass. */
  working(now: number): string[] {
    return this.isOver(now) || this.suspended || this.stopped
      ? []
      : this.secrets
          .filter(({ endsAt }) => endsAt > now)
          .map(({ secret }) => secret);
  }
}

/** Anything but a refusal that says what to do is a fault. */
function resultOf(outcome: PromiseSettledResult<unknown>): string {
  if (outcome.status === 'fulfilled') {
    return 'fulfilled';
  }
  const { name } = outcome.reason as Error;
  return ['ConflictError', 'NotAllowedError'].includes(name) ? 'refused' : name;
}

describe('keys, by random histories', () => {
  const databases = createTestDatabases();
  const runs = Number(process.env.MAAS_MODEL_RUNS ?? 300);

  it.each(databases.eachSupportedId())(
    'let pass what should pass, and nothing else, on %s',
    async databaseId => {
      const domain = await createTestKeys(
        await databases.init(databaseId),
        withMaas({ keys: { whenMakerLeaves: 'suspend' } }),
      );
      const { keys, leavers, clock, policy, saveTeams, audited } = domain;
      const copy = new PolicyCopy();

      /** Hashes with which gateways let calls with a key pass now. */
      const passing = async (id: string): Promise<string[]> => {
        await copy.pull(policy);
        const key = copy.keys.get(id);
        const now = clock.now();
        const isOver = (time?: string) =>
          time !== undefined && new Date(time) <= now;
        return !key || key.revokedAt || key.suspendedAt || isOver(key.expiresAt)
          ? []
          : key.secrets
              .filter(({ expiresAt }) => !isOver(expiresAt))
              .map(({ hash }) => hash);
      };
      const setMember = async (isMember: boolean) => {
        const members = isMember ? TEST_TEAM.members : [tom.userRef];
        await saveTeams({ ...TEST_TEAM, members });
        await leavers.follow();
      };
      const take = async (
        id: string,
        taken: Step,
        isMember: boolean,
      ): Promise<string | undefined> => {
        const claims = isMember ? dana.claims : [dana.userRef];
        const person = { ...dana, claims };
        switch (taken.do) {
          case 'reveal':
            return keys.reveal(id, person);
          case 'rotate':
            return keys.rotate(id, person, taken.graceHours);
          case 'update':
            await keys.update(id, { expiresInDays: taken.expiresInDays }, tom);
            break;
          case 'wait':
            clock.advanceDays(taken.hours / 24);
            break;
          case 'leave':
          case 'return':
            await setMember(taken.do === 'return');
            break;
          default:
            await keys[taken.do](id, tom);
        }
        return undefined;
      };

      await fc.assert(
        fc.asyncProperty(
          fc.array(step, { minLength: 1, maxLength: 14 }),
          async history => {
            const { id } = await keys.create({ team: TEAM, name: 'k' }, dana);
            const model = new Model(clock.now().getTime());
            try {
              for (const taken of history) {
                const isAllowed = model.allows(taken, clock.now().getTime());
                const [outcome] = await Promise.allSettled([
                  take(id, taken, model.isMember),
                ]);
                expect([taken, resultOf(outcome)]).toEqual([
                  taken,
                  isAllowed ? 'fulfilled' : 'refused',
                ]);
                if (outcome.status === 'fulfilled') {
                  model.apply(taken, clock.now().getTime(), outcome.value);
                }
                const expected = model
                  .working(clock.now().getTime())
                  .map(hashApiKey);
                const actual = await passing(id);
                expect([taken, actual.sort()]).toEqual([
                  taken,
                  expected.sort(),
                ]);
                expect(actual.length).toBeLessThanOrEqual(2);
              }
              await expect(audited(id)).resolves.toHaveLength(model.changes);
            } finally {
              await setMember(true);
            }
          },
        ),
        { numRuns: databaseId === 'SQLITE_3' ? runs : Math.min(runs, 100) },
      );
    },
  );
});
