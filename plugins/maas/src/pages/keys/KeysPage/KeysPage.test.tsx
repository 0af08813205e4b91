import { screen, within } from '@testing-library/react';
import { aKey, aModel, KEY_ID } from '../../../__testUtils__/fixtures';
import { pageOf, refusal } from '../../../__testUtils__/mockMaasApi';
import { renderMaas } from '../../../__testUtils__/renderMaas';

const path = '/maas/keys';

describe('KeysPage', () => {
  it('lists my keys, each linked to its page', async () => {
    const { api, click, address } = await renderMaas({
      path,
      api: {
        listModels: async () => pageOf([aModel({ simulated: true })]),
        listKeys: async () =>
          pageOf([
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
    const row = within(
      (
        await screen.findByRole('rowheader', { name: 'thesis chatbot' })
      ).closest('[role=row]') as HTMLElement,
    );
    expect(row.getByText('Not revealed')).toBeInTheDocument();
    expect(row.getByText('cs-department')).toBeInTheDocument();
    expect(row.getByText('dana')).toBeInTheDocument();
    expect(row.getByText('Granite 3.3 8B')).toBeInTheDocument();
    // Said once above the table, not with each key.
    expect(
      (await screen.findByRole('img', { name: 'Simulated' })).parentElement,
    ).toHaveTextContent(/^SimulatedGranite 3.3 8B$/);
    expect(row.queryByText('Simulated')).toBeNull();
    expect(screen.getByText('Revoked')).toBeInTheDocument();
    expect(screen.getByText('none now')).toBeInTheDocument();
    expect(screen.getByText('never')).toBeInTheDocument();
    expect(api.listKeys).toHaveBeenCalledWith(
      { scope: 'mine', cursor: undefined },
      expect.anything(),
    );

    await click.click(row.getByRole('link', { name: 'thesis chatbot' }));
    expect(address()).toBe(`/maas/keys/${KEY_ID}`);
    expect(
      await screen.findByRole('heading', { name: 'thesis chatbot' }),
    ).toBeInTheDocument();
  });

  it('switches to all keys that I may see', async () => {
    const { click, address } = await renderMaas({
      path,
      api: {
        listKeys: async query =>
          query?.scope === 'all'
            ? pageOf([aKey({ name: 'of a colleague' })])
            : pageOf([]),
      },
    });
    expect(await screen.findByText('You have no keys yet')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Go to the models' }),
    ).toHaveAttribute('href', '/maas/models');
    await click.click(screen.getByRole('radio', { name: 'All I may see' }));
    expect(await screen.findByText('of a colleague')).toBeInTheDocument();
    expect(address()).toBe('/maas/keys?scope=all');
  });

  it('says so where there is no key at all', async () => {
    await renderMaas({ path: `${path}?scope=all` });
    expect(
      await screen.findByText('There are no keys that you may see'),
    ).toBeInTheDocument();
  });

  it('loads more, and says when that fails', async () => {
    let attempts = 0;
    const { click } = await renderMaas({
      path,
      api: {
        listKeys: async query => {
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
