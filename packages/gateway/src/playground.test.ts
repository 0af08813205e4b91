import type { UsageEvent } from '@openmaas/backstage-plugin-maas-common';
import { BookkeepingServer } from './__testUtils__/BookkeepingServer';
import { Portal } from './__testUtils__/Portal';
import { until } from './__testUtils__/processes';

// A real backend starts.
jest.setTimeout(300_000);

const TEAM = 'group:default/cs-department';

describe('the playground of a portal', () => {
  let server: BookkeepingServer;
  let portal: Portal;

  beforeAll(async () => {
    server = await BookkeepingServer.start();
    portal = await Portal.create(server.url);
    portal.startBackend();
    await portal.backendReady();
    await portal.gatewayReady('embedded');
  });

  afterAll(async () => {
    await portal.stop();
    await server.stop();
  });

  const chat = async (team = TEAM): Promise<Response> =>
    fetch(`${portal.backendUrl}/api/maas-gateway/v1/chat/completions`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await portal.token()}`,
        'content-type': 'application/json',
        'x-maas-team': team,
      },
      body: JSON.stringify({
        model: 'tested',
        stream: true,
        messages: [{ role: 'user', content: 'Say some words' }],
      }),
    });

  it('calls with a key of its own, which is metered like any other', async () => {
    const early = await chat();
    expect(early.status).toBe(409);
    expect((await early.json()).error.message).toMatch(/request access/);

    await portal.makeKey();
    const response = await chat();
    expect(response.status).toBe(200);
    await expect(response.text()).resolves.toMatch(/data: \[DONE\]\n\n$/);

    const id = response.headers.get('x-request-id');
    const event: UsageEvent = await until(async () => {
      const page = await (await portal.rest('/usage/events')).json();
      return page.items.find((item: UsageEvent) => item.id === id);
    });
    expect(event).toMatchObject({
      team: TEAM,
      maker: 'user:default/dana',
      model: 'tested',
      endState: 'completed',
      estimated: false,
    });
    const key = await (await portal.rest(`/keys/${event.key}`)).json();
    expect(key).toMatchObject({ name: 'Playground', state: 'active' });
    const listed = await (await portal.rest('/keys')).json();
    expect(listed.items.map((item: { id: string }) => item.id)).not.toContain(
      event.key,
    );
  });

  it('gives its keys to nobody else, and calls for no other team', async () => {
    const own = await portal.rest('/playground/keys', { team: TEAM });
    expect(own.status).toBe(403);
    const foreign = await chat('group:default/business-school');
    expect(foreign.status).toBe(403);
  });
});
