import {
  costOf,
  type UsageEvent,
  type UsageReport,
} from '@openmaas/backstage-plugin-maas-common';
import { BookkeepingServer } from './__testUtils__/BookkeepingServer';
import { Portal } from './__testUtils__/Portal';
import { killIfThere, until } from './__testUtils__/processes';

// Real backends start several times.
jest.setTimeout(300_000);

const CALLS = 500;
const AT_ONCE = 20;

describe('a portal whose parts die', () => {
  let server: BookkeepingServer;
  let portal: Portal;
  let key: { id: string; secret: string };
  /** Ids of calls whose whole answer arrived. */
  let answered: string[];

  beforeAll(async () => {
    server = await BookkeepingServer.start();
    portal = await Portal.create(server.url);
    portal.startBackend();
    await portal.backendReady();
    key = await portal.makeKey();
    portal.startStandalone();
    await portal.gatewayReady('embedded');
    await portal.gatewayReady('standalone');
  });

  beforeEach(() => {
    server.books.clear();
    answered = [];
  });

  afterAll(async () => {
    await portal.stop();
    await server.stop();
  });

  /** Makes a call, and says whether its whole answer came. */
  async function call(gatewayUrl: string, stream: boolean): Promise<boolean> {
    try {
      const response = await fetch(`${gatewayUrl}/v1/chat/completions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key.secret}` },
        body: JSON.stringify({
          model: 'tested',
          stream,
          messages: [{ role: 'user', content: 'Say some words' }],
        }),
      });
      const text = await response.text();
      if (response.ok && (!stream || text.endsWith('data: [DONE]\n\n'))) {
        answered.push(response.headers.get('x-request-id') ?? '');
        return true;
      }
    } catch {
      // The gateway died.
    }
    return false;
  }

  /**
   * Makes calls until so many have been answered, many at once.
   *
   * @param incidents - what happens after how many answers
   */
  async function callMany(
    which: 'embedded' | 'standalone',
    count: number,
    incidents: Record<number, () => Promise<void>>,
  ): Promise<void> {
    const url =
      which === 'embedded' ? portal.embeddedUrl : portal.standaloneUrl;
    let open = count;
    let running: Promise<void> = Promise.resolve();
    const work = async () => {
      while (open > 0) {
        open--;
        if (await call(url, open % 2 === 0)) {
          running = incidents[answered.length]?.() ?? running;
        } else {
          open++;
          await portal.gatewayReady(which);
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    await running;
  }

  /** All events of the ledger whose calls reached the server in this test. */
  async function ledger(): Promise<UsageEvent[]> {
    const events: UsageEvent[] = [];
    let cursor: string | undefined;
    do {
      const query = cursor ? `&cursor=${cursor}` : '';
      const response = await portal.rest(`/usage/events?limit=500${query}`);
      const page = await response.json();
      events.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor);
    return events.filter(({ id }) => server.books.has(id));
  }

  async function expectExactBooks(): Promise<UsageEvent[]> {
    const events = await until(async () => {
      const found = await ledger();
      return found.length >= server.books.size && found;
    });
    const ids = events.map(({ id }) => id).sort();
    expect(ids).toEqual([...server.books.keys()].sort());
    expect(server.repeated).toEqual([]);
    for (const event of events) {
      if (!event.estimated) {
        expect(event.tokens).toEqual({
          ...server.books.get(event.id),
          reasoning: 0,
        });
      }
      expect(event.cost).toBe(costOf(event.tokens, event.price).toString());
    }
    const exact = new Set(
      events.filter(({ estimated }) => !estimated).map(({ id }) => id),
    );
    expect(answered.filter(id => !exact.has(id))).toEqual([]);
    return events;
  }

  it('loses no call and counts none twice when the gateway is killed', async () => {
    const kill = async () => killIfThere(portal.gatewayPid('backend'));
    await callMany('embedded', CALLS, { 100: kill, 300: kill });
    const events = await expectExactBooks();
    // Calls ran when it was killed, or nothing was shown.
    expect(events.some(({ endState }) => endState === 'lost')).toBe(true);
  });

  it('loses no call and counts none twice when the backend is killed', async () => {
    const kill = async () => {
      await portal.killBackend();
      portal.startBackend();
    };
    await callMany('embedded', CALLS, { 100: kill, 300: kill });
    const events = await expectExactBooks();
    expect(events.length).toBeGreaterThanOrEqual(CALLS);
  });

  it('loses no call and counts none twice when both are killed', async () => {
    const kill = async () => {
      const gateway = portal.gatewayPid('backend');
      await portal.killBackend();
      killIfThere(gateway);
      portal.startBackend();
    };
    await callMany('embedded', CALLS, { 100: kill, 300: kill });
    const events = await expectExactBooks();
    expect(events.some(({ endState }) => endState === 'lost')).toBe(true);
  });

  it('goes on calling while the control plane is away, and loses nothing', async () => {
    await portal.killBackend();
    await callMany('standalone', CALLS, {});
    expect(answered).toHaveLength(CALLS);
    portal.startBackend();
    await portal.backendReady();
    const events = await expectExactBooks();
    expect(events.every(({ gateway }) => gateway === 'standalone')).toBe(true);
  });

  it('has sums that equal the single calls', async () => {
    const response = await portal.rest('/usage');
    const { total }: UsageReport = await response.json();
    server.books.clear();
    const all = await (await portal.rest('/usage/events?limit=1')).json();
    expect(total.requests).toBe(all.totalItems);
  });

  it('refuses a revoked key at both gateways', async () => {
    await Promise.all([
      portal.gatewayReady('embedded'),
      portal.gatewayReady('standalone'),
    ]);
    expect(await call(portal.embeddedUrl, false)).toBe(true);
    expect(await call(portal.standaloneUrl, false)).toBe(true);
    const revoked = await portal.rest(`/keys/${key.id}/revoke`, {});
    expect(revoked.status).toBe(200);
    const codeAt = async (url: string) => {
      const response = await fetch(`${url}/v1/models`, {
        headers: { authorization: `Bearer ${key.secret}` },
      });
      const { error } = await response.json();
      return error?.code;
    };
    for (const url of [portal.embeddedUrl, portal.standaloneUrl]) {
      expect(await until(() => codeAt(url))).toBe('api_key_revoked');
    }
  });
});
