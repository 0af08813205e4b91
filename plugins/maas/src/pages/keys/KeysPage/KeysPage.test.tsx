import { screen, within } from '@testing-library/react';
import {
  aKey,
  aModel,
  aRevealedKey,
  KEY_ID,
} from '../../../__testUtils__/fixtures';
import { pageOf, refusal } from '../../../__testUtils__/mockMaasApi';
import { renderMaas } from '../../../__testUtils__/renderMaas';

// Whole pages are slow to go through on a busy machine.
jest.setTimeout(60_000);

let narrow = false;

jest.mock('@backstage/ui', () => ({
  ...jest.requireActual('@backstage/ui'),
  useBreakpoint: () => ({ down: () => narrow }),
}));

const path = '/maas/keys';
const CS = 'group:default/cs-department';
const LIBRARY = 'group:default/library';

const rowOf = async (name: string) =>
  within(
    (
      await screen.findByRole('rowheader', { name: new RegExp(`^${name}`) })
    ).closest('[role=row]') as HTMLElement,
  );

describe('KeysPage', () => {
  beforeEach(() => {
    narrow = false;
  });

  it('lists my keys, each linked to its page', async () => {
    const { api, click, address } = await renderMaas({
      path,
      api: {
        listModels: async () => pageOf([aModel({ simulated: true })]),
        listKeys: async query =>
          query?.unusedDays
            ? pageOf([])
            : pageOf([
                aKey(),
                aKey({
                  id: KEY_ID.replace(/1$/, '9'),
                  name: 'old',
                  state: 'revoked',
                  models: [],
                  expiresAt: undefined,
                }),
              ]),
        getKey: async () => aKey(),
      },
    });
    const row = await rowOf('thesis chatbot');
    expect(row.getByText('Not revealed')).toBeInTheDocument();
    expect(row.getByText('cs-department')).toBeInTheDocument();
    expect(row.getByText('dana')).toBeInTheDocument();
    expect(row.getByText('Granite 3.3 8B')).toBeInTheDocument();
    expect(screen.getByText('2 keys')).toBeInTheDocument();
    // Said once above the table, not with each key.
    expect(
      (await screen.findByRole('img', { name: 'Simulated' })).parentElement,
    ).toHaveTextContent(/^SimulatedGranite 3.3 8B$/);
    expect(row.queryByText('Simulated')).toBeNull();
    expect((await rowOf('old')).getByText('Revoked')).toBeInTheDocument();
    expect(screen.getByText('none now')).toBeInTheDocument();
    expect(screen.getByText('never')).toBeInTheDocument();
    expect(api.listKeys).toHaveBeenCalledWith(
      { scope: 'mine', sort: '-created', cursor: undefined, limit: 50 },
      expect.anything(),
    );
    expect(screen.queryByText(/not used for/i, { selector: 'h3' })).toBeNull();

    await click.click(row.getByRole('link', { name: 'thesis chatbot' }));
    expect(address()).toBe(`/maas/keys/${KEY_ID}`);
    expect(
      await screen.findByRole('heading', { name: 'thesis chatbot' }),
    ).toBeInTheDocument();
  });

  it('switches to the keys of one of my teams, and to all', async () => {
    const { api, click, address } = await renderMaas({
      path,
      groups: [CS, LIBRARY],
      api: {
        listKeys: async query =>
          pageOf(
            query?.scope === 'all' && !query.unusedDays
              ? [aKey({ name: `of ${query.team ?? 'everybody'}` })]
              : [],
          ),
      },
    });
    expect(await screen.findByText('You have no keys yet')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Go to the models' }),
    ).toHaveAttribute('href', '/maas/models');

    await click.click(screen.getByRole('radio', { name: 'My teams' }));
    expect(await screen.findByText(`of ${CS}`)).toBeInTheDocument();
    await click.click(screen.getByRole('button', { name: /Team/ }));
    await click.click(await screen.findByRole('option', { name: 'library' }));
    expect(await screen.findByText(`of ${LIBRARY}`)).toBeInTheDocument();
    expect(address()).toBe(
      `/maas/keys?scope=teams&team=${encodeURIComponent(LIBRARY)}`,
    );

    await click.click(screen.getByRole('radio', { name: 'All I may see' }));
    expect(await screen.findByText('of everybody')).toBeInTheDocument();
    expect(address()).toBe('/maas/keys?scope=all');
    expect(api.listKeys).toHaveBeenLastCalledWith(
      expect.not.objectContaining({ team: expect.anything() }),
      expect.anything(),
    );
  });

  it('says so to somebody without a team, and where there is no key', async () => {
    const { click } = await renderMaas({
      path: `${path}?scope=teams`,
      groups: [],
    });
    expect(
      await screen.findByText('You are in no team yet'),
    ).toBeInTheDocument();
    await click.click(screen.getByRole('radio', { name: 'All I may see' }));
    expect(
      await screen.findByText('There are no keys that you may see'),
    ).toBeInTheDocument();
  });

  it('shows what the address says, and takes its filters away', async () => {
    const { api, click, address } = await renderMaas({
      path: `${path}?scope=all&team=${LIBRARY}&state=suspended&unusedDays=90&q=bot&sort=-used&state=odd`,
    });
    expect(await screen.findByText('No key fits')).toBeInTheDocument();
    expect(api.listKeys).toHaveBeenCalledWith(
      {
        scope: 'all',
        team: LIBRARY,
        state: ['suspended'],
        unusedDays: 90,
        search: 'bot',
        sort: '-used',
        cursor: undefined,
        limit: 50,
      },
      expect.anything(),
    );
    expect(
      screen.getByRole('switch', { name: 'Not used for 90 days' }),
    ).toBeChecked();
    await click.click(
      screen.getByRole('button', { name: 'Clear the filters' }),
    );
    expect(address()).toBe(
      `/maas/keys?scope=all&team=${encodeURIComponent(LIBRARY)}&sort=-used`,
    );
  });

  it('filters and sorts on the server', async () => {
    const { api, click, address } = await renderMaas({
      path,
      api: {
        listKeys: async query => pageOf(query?.unusedDays ? [] : [aKey()]),
      },
    });
    await screen.findByText('thesis chatbot');
    await click.click(screen.getByRole('button', { name: /State/ }));
    await click.click(await screen.findByRole('option', { name: 'Active' }));
    expect(address()).toBe('/maas/keys?state=active');
    await click.click(screen.getByRole('button', { name: /Sort/ }));
    await click.click(
      await screen.findByRole('option', { name: 'Expires first' }),
    );
    expect(address()).toBe('/maas/keys?state=active&sort=expires');
    await click.type(screen.getByRole('searchbox', { name: /Search/ }), 'bot');
    await screen.findByText('/maas/keys?state=active&sort=expires&q=bot');
    expect(api.listKeys).toHaveBeenLastCalledWith(
      expect.objectContaining({
        state: ['active'],
        sort: 'expires',
        search: 'bot',
      }),
      expect.anything(),
    );
  });

  it('points out unused keys, and shows them', async () => {
    const { api, click, address } = await renderMaas({
      path,
      api: {
        listKeys: async query =>
          pageOf([aRevealedKey()], {
            totalItems: query?.unusedDays ? 3 : 7,
          }),
      },
    });
    expect(
      await screen.findByText('3 keys were not used for 30 days'),
    ).toBeInTheDocument();
    expect(api.listKeys).toHaveBeenCalledWith(
      { scope: 'mine', team: undefined, unusedDays: 30, limit: 1 },
      expect.anything(),
    );
    await click.click(screen.getByRole('button', { name: 'Show them' }));
    expect(address()).toBe('/maas/keys?unusedDays=30');
    expect(
      screen.queryByText('3 keys were not used for 30 days'),
    ).not.toBeInTheDocument();
  });

  it('shows cards on a narrow screen', async () => {
    narrow = true;
    const { click } = await renderMaas({
      path,
      api: {
        listKeys: async query =>
          pageOf(query?.unusedDays ? [] : [aRevealedKey({ label: 'cost' })]),
      },
    });
    const cards = within(await screen.findByRole('list', { name: 'API keys' }));
    expect(cards.getByRole('link', { name: 'thesis chatbot' })).toHaveAttribute(
      'href',
      `/maas/keys/${KEY_ID}`,
    );
    expect(cards.getByText('cost')).toBeInTheDocument();
    expect(screen.queryByRole('grid')).toBeNull();
    await click.click(
      cards.getByRole('checkbox', { name: 'Choose thesis chatbot' }),
    );
    expect(screen.getByText('1 key chosen')).toBeInTheDocument();
  });

  it('loads more, and says when that fails', async () => {
    let attempts = 0;
    const { click } = await renderMaas({
      path,
      api: {
        listKeys: async query => {
          if (query?.unusedDays) {
            return pageOf([]);
          }
          if (!query?.cursor) {
            return pageOf([aKey({ name: 'first' })], {
              totalItems: 2,
              nextCursor: 'next',
            });
          }
          attempts += 1;
          if (attempts === 1) {
            throw await refusal(500, 'Out of order');
          }
          return pageOf([aKey({ id: 'b', name: 'second' })], { totalItems: 2 });
        },
      },
    });
    await click.click(await screen.findByRole('button', { name: 'Load more' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Out of order');
    expect(screen.getByText('first')).toBeInTheDocument();
    await click.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('second')).toBeInTheDocument();
    expect(screen.getByText('first')).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('says what went wrong', async () => {
    await renderMaas({
      path,
      api: {
        listKeys: async () => {
          throw new TypeError('Failed to fetch');
        },
      },
    });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Failed to fetch');
    expect(alert).toHaveTextContent('Check the network');
  });
});
