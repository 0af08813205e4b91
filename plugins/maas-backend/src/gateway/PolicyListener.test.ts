import { mockServices } from '@backstage/backend-test-utils';
import knexFactory, { type Knex } from 'knex';
import {
  createTestDatabases,
  createTestDomain,
  PEOPLE,
  TEAM,
} from '../__testUtils__/domain';
import { PolicyCopy } from '../__testUtils__/policyCopy';
import { connectAgain, listeners } from '../__testUtils__/postgres';
import { StallingProxy } from '../__testUtils__/StallingProxy';
import { PolicyListener } from './PolicyListener';

jest.setTimeout(60_000);

const { signal } = new AbortController();
/** Longer than the test may take: whoever is woken is woken by news. */
const FOREVER = 10 * 60_000;

describe('PolicyListener', () => {
  const databases = createTestDatabases();

  /** A replica that listens, and another one that changes things. */
  async function setup(
    options: { heartbeatMs?: number; via?: (knex: Knex) => Knex } = {},
  ) {
    const { via = (knex: Knex) => knex, heartbeatMs } = options;
    const knex = await databases.init('POSTGRES_18');
    const domain = await createTestDomain(knex);
    const other = await connectAgain(knex);
    const news = domain.policyNews;
    const logger = mockServices.logger.mock();
    const listener = new PolicyListener({
      knex: via(knex),
      news,
      logger,
      heartbeatMs,
    });
    listener.start();
    const untilListening = () => news.wait(news.count, FOREVER, signal);
    await untilListening();

    const copy = new PolicyCopy();
    await copy.pull(domain.policy);
    return {
      knex,
      listener,
      logger,
      untilListening,
      close: other.close,
      wait: () => domain.policy.update(copy.position, FOREVER, signal),
      change: async () => {
        const { grants } = await other.domain.access.create(
          { team: TEAM, models: ['small'], plan: 'free', purpose: 'Course' },
          PEOPLE.dana,
        );
        return grants[0].id;
      },
    };
  }

  it('hears of the changes of another replica', async () => {
    const { knex, listener, logger, wait, change, close } = await setup();
    const waiting = wait();
    const id = await change();
    await expect(waiting).resolves.toMatchObject({ grants: [{ id }] });
    await listener.stop();
    await expect(listeners(knex)).resolves.toEqual([]);
    expect(logger.warn).not.toHaveBeenCalled();
    await close();
  });

  it('listens again after its connection was ended, and misses nothing', async () => {
    const { knex, listener, logger, untilListening, wait, change, close } =
      await setup();
    const [pid] = await listeners(knex);
    const waiting = wait();
    const broken = untilListening();
    await knex.raw('SELECT pg_terminate_backend(?)', [pid]);
    await broken;
    // Not heard of, but found.
    const missed = await change();
    await expect(waiting).resolves.toMatchObject({ grants: [{ id: missed }] });
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('looked for every second'),
    );

    while ((await listeners(knex)).length === 0) {
      await untilListening();
    }
    await listener.stop();
    await expect(listeners(knex)).resolves.toEqual([]);
    await close();
  });

  it('notices that its connection is dead though nobody says so', async () => {
    const server = await databases.init('POSTGRES_18');
    const { host, port } = server.client.config.connection;
    const proxy = await StallingProxy.start({ host, port: Number(port) });
    const { listener, logger, untilListening, wait, change, close } =
      await setup({
        heartbeatMs: 100,
        via: ({ client }) =>
          knexFactory({
            client: 'pg',
            connection: {
              ...client.config.connection,
              // It is hidden from those who copy.
              password: client.config.connection.password,
              host: '127.0.0.1',
              port: proxy.port,
            },
          }),
      });
    const waiting = wait();
    const noticed = untilListening();
    proxy.stall();
    await noticed;
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('the database does not answer'),
    );
    const id = await change();
    await expect(waiting).resolves.toMatchObject({ grants: [{ id }] });
    await listener.stop();
    await proxy.close();
    await close();
  });
});
