import { Incidents } from './__testUtils__/Incidents';
import { judge } from './__testUtils__/verdict';
import { World } from './__testUtils__/World';

const CALLS = Number(process.env.MAAS_TEST_CALLS ?? 2500);
const SEED = process.env.MAAS_TEST_SEED ?? String(Date.now());
/** Calls between two incidents: fewer in a short run, so that it sees some of each. */
const EVERY = CALLS > 20_000 ? 1000 : 250;

// The machine may be busy, and 100 000 calls take their time.
jest.setTimeout((CALLS > 20_000 ? 120 : 5) * 60_000);

describe('the ledger', () => {
  let world: World;

  beforeAll(async () => {
    world = await World.create(SEED);
    await world.start();
  });

  afterAll(async () => {
    await world.stop();
  });

  it('holds what the model servers have in their books, whatever happens', async () => {
    const began = performance.now();
    const incidents = new Incidents(SEED, world, EVERY);
    const records = await world.makeCalls(CALLS, incidents);
    await world.settled();
    const { mismatches, ...figures } = judge(
      world.controlPlane.ledger,
      world.books,
      records,
    );
    const seconds = Math.round((performance.now() - began) / 1000);
    process.stdout.write(
      `${JSON.stringify({
        seed: SEED,
        ...figures,
        ...incidents.counts,
        failedBatches: world.controlPlane.failures,
        seconds,
        mismatches: mismatches.length,
      })}\n`,
    );
    expect(mismatches).toEqual([]);
    expect(world.controlPlane.changed).toEqual([]);
    expect(world.spooled()).toEqual([]);
    for (const gateway of world.gateways) {
      expect(await gateway.metric('maas_gateway_journal_rejected_events')).toBe(
        0,
      );
    }
    await world.released();
    // Most calls got through and some of them died, or nothing is shown.
    expect(figures.reached).toBeGreaterThan(0.6 * CALLS);
    expect(figures.exact).toBeGreaterThan(0.3 * CALLS);
    expect(figures.lost).toBeGreaterThan(0);
  });
});
