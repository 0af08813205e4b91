import fc from 'fast-check';
import {
  createTestDatabases,
  createTestDomain,
  migrate,
  PEOPLE,
  TEAM,
} from '../__testUtils__/domain';
import { connectAgain, untilLocked } from '../__testUtils__/postgres';
import { PolicyCopy } from '../__testUtils__/policyCopy';
import { createTransactor } from '../database/database';
import { isPostgres } from '../database/isPostgres';
import { DatabaseRevisionStore } from './DatabaseRevisionStore';
import { PolicyNews } from './PolicyNews';
import { PolicyRevisions } from './PolicyRevisions';

jest.setTimeout(60_000);

const { dana, tom } = PEOPLE;
const FOREVER = 10 * 60_000;

describe('PolicyRevisions', () => {
  const databases = createTestDatabases();

  it('are seen in their order, even if the first one is committed last', async () => {
    const knex = await migrate(await databases.init('POSTGRES_18'));
    const revisions = new PolicyRevisions(
      new DatabaseRevisionStore(knex),
      new PolicyNews(),
      'http://portal.test',
    );
    let stamped: () => void;
    const isStamped = new Promise<void>(resolve => {
      stamped = resolve;
    });
    let commit: () => void;
    const mayCommit = new Promise<void>(resolve => {
      commit = resolve;
    });
    const slow = createTransactor(knex, {
      committed: () => {},
      stamp: async tx => {
        await revisions.stamp(tx);
        stamped();
        await mayCommit;
        return true;
      },
    });
    const first = slow(async tx => tx.policyChanges.note('key', 'first'));
    await isStamped;
    const second = createTransactor(
      knex,
      revisions,
    )(async tx => tx.policyChanges.note('key', 'second'));
    // The second one is at its stamp, and is let no further.
    await untilLocked(knex);
    await expect(revisions.position()).resolves.toMatchObject({ revision: 0 });
    commit!();
    await Promise.all([first, second]);
    await expect(revisions.since(0)).resolves.toEqual(
      expect.arrayContaining([
        { kind: 'key', id: 'first', revision: 1 },
        { kind: 'key', id: 'second', revision: 2 },
      ]),
    );
    await expect(revisions.position()).resolves.toMatchObject({ revision: 2 });
  });

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    const setup = async () =>
      createTestDomain(await databases.init(databaseId));
    const { signal } = new AbortController();

    it('skip nothing, however many change things at once', async () => {
      const domain = await setup();
      const { policy, knex } = domain;
      const others = isPostgres(knex)
        ? await Promise.all([1, 2].map(() => connectAgain(knex)))
        : [];
      const writers = [domain, ...others.map(other => other.domain)];
      const copy = new PolicyCopy();
      await copy.pull(policy);

      const step = fc.record({
        writer: fc.nat(5),
        model: fc.constantFrom('small', 'large', 'secret-sauce'),
        plan: fc.constantFrom('free', 'premium'),
        revoke: fc.boolean(),
      });
      const steps = fc.sample(step, { numRuns: 60, seed: 20261122 });
      /** Asks, decides, reveals, and perhaps revokes: each in its transaction. */
      const run = async ({
        writer,
        model,
        plan,
        revoke,
      }: (typeof steps)[0]) => {
        const { access, decisions, keys } = writers[writer % writers.length];
        let request = await access.create(
          { team: TEAM, models: [model], plan, purpose: 'Course' },
          dana,
        );
        while (request.state === 'pending') {
          request = await decisions.approve(request.id, tom);
        }
        await keys.reveal(request.keyId!, dana);
        if (revoke) {
          await keys.revoke(request.keyId!, tom);
        }
      };
      let done = false;
      const reader = (async () => {
        let pulls = 0;
        for (; !done; pulls++) {
          const before = copy.position!.revision;
          const update = await copy.pull(policy);
          expect(update.full).toBe(false);
          expect(update.revision).toBeGreaterThanOrEqual(before);
        }
        return pulls;
      })();
      try {
        await Promise.all(
          [0, 1, 2, 3, 4, 5].map(async lane => {
            for (const next of steps.filter((_, i) => i % 6 === lane)) {
              await run(next);
            }
          }),
        );
      } finally {
        done = true;
      }
      await expect(reader).resolves.toBeGreaterThan(1);
      await copy.pull(policy);

      const whole = new PolicyCopy();
      await whole.pull(policy);
      expect(copy.position).toEqual(whole.position);
      expect(copy.contents()).toEqual(whole.contents());
      expect(whole.keys.size).toBe(60);
      expect(whole.grants.size).toBe(3);
      await Promise.all(others.map(other => other.close()));
    });

    it('wake whoever waits in the same process', async () => {
      const { access, policy } = await setup();
      const copy = new PolicyCopy();
      await copy.pull(policy);
      const waits = [1, 2, 3].map(() =>
        policy.update(copy.position, FOREVER, signal),
      );
      const { grants } = await access.create(
        { team: TEAM, models: ['small'], plan: 'free', purpose: 'Course' },
        dana,
      );
      for (const update of await Promise.all(waits)) {
        expect(update.grants.map(({ id }) => id)).toEqual([grants[0].id]);
      }
    });

    it('keep nobody waiting who is gone, has waited enough, or is sent home', async () => {
      const { policy, policyNews } = await setup();
      const copy = new PolicyCopy();
      const { epoch, revision } = await copy.pull(policy);
      const nothing = { epoch, revision, full: false, grants: [], keys: [] };
      const wait = (ms: number, until = signal) =>
        expect(policy.update(copy.position, ms, until)).resolves.toMatchObject(
          nothing,
        );
      await wait(0);
      await wait(50);
      await wait(FOREVER, AbortSignal.abort());
      const gone = new AbortController();
      const left = wait(FOREVER, gone.signal);
      gone.abort();
      await left;
      // Whoever hears of nothing looks now and then, as long as that is needed.
      policyNews.lookEvery(20);
      const many = [1, 2, 3].map(() => wait(FOREVER));
      policyNews.close();
      await Promise.all(many);
      await wait(FOREVER);
    });
  });
});
