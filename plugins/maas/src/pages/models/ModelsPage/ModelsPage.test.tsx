import { act, screen, waitFor, within } from '@testing-library/react';
import { aModel } from '../../../__testUtils__/fixtures';
import { pageOf, refusal } from '../../../__testUtils__/mockMaasApi';
import { renderMaas } from '../../../__testUtils__/renderMaas';

const card = async (title: string) => {
  const heading = await screen.findByRole('heading', { name: title });
  return within(heading.closest('li')!);
};

describe('ModelsPage', () => {
  it('is where the plugin starts, and shows what a model is and costs', async () => {
    const { address } = await renderMaas({
      api: {
        listModels: async () =>
          pageOf([
            aModel({
              speed: {
                tokensPerSecond: 41.72,
                timeToFirstTokenMs: 95,
                measuredAt: new Date(Date.now() - 120_000).toISOString(),
              },
            }),
          ]),
      },
    });
    const granite = await card('Granite 3.3 8B');
    expect(address()).toBe('/maas/models');
    expect(
      granite.getByRole('link', { name: 'Granite 3.3 8B' }),
    ).toHaveAttribute('href', '/catalog/maas/resource/granite-3');
    for (const text of [
      'granite-3',
      'A small chat model.',
      'IBM',
      'chat',
      'tools',
      /131.072 tokens/,
      /0\.0375/,
      /0\.15/,
      'Ready',
      '41.7 tokens/s',
      '95 ms',
      '2 minutes ago',
    ]) {
      expect(granite.getByText(text)).toBeInTheDocument();
    }
    for (const mark of ['Simulated', 'Restricted', 'Hidden']) {
      expect(granite.queryByText(mark)).not.toBeInTheDocument();
    }
    expect(
      granite
        .getByRole('link', { name: 'Request access to Granite 3.3 8B' })
        .getAttribute('href'),
    ).toContain(encodeURIComponent('"resource:maas/granite-3"'));
    expect(
      granite.queryByRole('link', { name: /playground/ }),
    ).not.toBeInTheDocument();
    expect(screen.getByText('1 model')).toHaveAttribute('role', 'status');
  });

  it('marks what is simulated, restricted, open to a team, or not stated', async () => {
    await renderMaas({
      api: {
        listModels: async () =>
          pageOf([
            aModel({
              simulated: true,
              visibility: 'restricted',
              status: { state: 'queued', queuePosition: 2, reason: 'No GPU' },
              provider: undefined,
              contextLength: undefined,
              prices: [],
              access: [
                {
                  team: 'group:default/cs-department',
                  plan: 'premium',
                  state: 'pending',
                },
              ],
            }),
          ]),
      },
    });
    const granite = await card('Granite 3.3 8B');
    expect(granite.getByRole('img', { name: 'Simulated' })).toBeInTheDocument();
    expect(
      granite.getByRole('img', { name: 'Restricted' }),
    ).toBeInTheDocument();
    expect(granite.getByText('Queued for GPUs: place 2')).toBeInTheDocument();
    expect(granite.getByText('No GPU')).toBeInTheDocument();
    expect(granite.getByText(/premium, Waiting/)).toHaveTextContent(
      'cs-department: premium, Waiting',
    );
    expect(granite.getAllByText('not stated')).toHaveLength(2);
    expect(granite.getAllByText('not measured yet')).toHaveLength(2);
    expect(granite.getByText('No price is set.')).toBeInTheDocument();
    // Who waits for access can chat with nobody yet.
    expect(
      granite.queryByRole('link', { name: /playground/ }),
    ).not.toBeInTheDocument();
  });

  it('leads to the playground where a team can chat', async () => {
    const access = [
      {
        team: 'group:default/cs-department',
        plan: 'free',
        state: 'active' as const,
      },
    ];
    await renderMaas({
      api: {
        listModels: async () =>
          pageOf([
            aModel({ access }),
            aModel({
              id: 'bge',
              title: 'BGE',
              capabilities: ['embedding'],
              access,
            }),
          ]),
      },
    });
    const granite = await card('Granite 3.3 8B');
    expect(
      granite.getByRole('link', {
        name: 'Open playground with Granite 3.3 8B',
      }),
    ).toHaveAttribute('href', '/maas/playground?model=granite-3');
    const bge = await card('BGE');
    expect(
      bge.queryByRole('link', { name: /playground/ }),
    ).not.toBeInTheDocument();
  });

  it('explains the mark to whoever reaches it', async () => {
    await renderMaas({
      api: { listModels: async () => pageOf([aModel({ simulated: true })]) },
    });
    const mark = await screen.findByRole('img', { name: 'Simulated' });
    act(() => mark.focus());
    expect(await screen.findByRole('tooltip')).toHaveTextContent(
      'not by real GPUs',
    );
  });

  it('claims nothing about a list that is on its way', async () => {
    let answer: () => void = () => {};
    const { click } = await renderMaas({
      path: '/maas/models?q=code',
      api: {
        listModels: query =>
          query?.search
            ? Promise.resolve(pageOf([]))
            : new Promise(resolve => {
                answer = () => resolve(pageOf([aModel()]));
              }),
      },
    });
    await click.click(
      await screen.findByRole('button', { name: 'Show all models' }),
    );
    expect(await screen.findByText('Loading…')).toBeInTheDocument();
    expect(screen.queryByText('No models are offered yet')).toBeNull();
    expect(screen.queryByText('0 models')).toBeNull();
    await act(async () => answer());
    await card('Granite 3.3 8B');
    expect(screen.queryByText('Loading…')).toBeNull();
  });

  it('loads more when asked to, and more at once', async () => {
    const { api, click } = await renderMaas({
      api: {
        listModels: async query =>
          query?.cursor === 'next'
            ? pageOf([aModel({ id: 'b', title: 'Second' })], { totalItems: 2 })
            : pageOf([aModel({ id: 'a', title: 'First' })], {
                totalItems: 2,
                nextCursor: 'next',
              }),
      },
    });
    await card('First');
    expect(screen.getByText('1 of 2')).toBeInTheDocument();
    await click.click(screen.getByRole('button', { name: 'Load more' }));
    await card('Second');
    await card('First');
    expect(
      screen.queryByRole('button', { name: 'Load more' }),
    ).not.toBeInTheDocument();
    expect(api.listModels.mock.calls.map(([query]) => query?.limit)).toEqual([
      24, 50,
    ]);
  });

  it('shows the same as a table, which the address remembers', async () => {
    const { click, address } = await renderMaas({
      api: {
        listModels: async () =>
          pageOf([
            aModel({
              visibility: 'restricted',
              speed: {
                tokensPerSecond: 41.72,
                timeToFirstTokenMs: 95,
                measuredAt: '2026-11-21T12:00:00.000Z',
              },
            }),
            aModel({ id: 'quiet', title: 'Quiet' }),
          ]),
      },
    });
    await card('Granite 3.3 8B');
    await click.click(screen.getByRole('radio', { name: 'Table' }));
    expect(address()).toBe('/maas/models?view=table');
    const table = within(screen.getByRole('region', { name: 'Models' }));
    const row = within(table.getByRole('row', { name: /Granite 3.3 8B/ }));
    expect(row.getByRole('rowheader')).toHaveTextContent('Granite 3.3 8B');
    for (const text of [
      'Ready',
      'IBM',
      /0\.0375/,
      /0\.15/,
      /131.072/,
      /41\.7 tokens\/s/,
      'first token after 95 ms',
    ]) {
      expect(row.getByText(text)).toBeInTheDocument();
    }
    const quiet = within(table.getByRole('row', { name: /Quiet/ }));
    expect(quiet.getByText('not measured yet')).toBeInTheDocument();
    expect(row.getByRole('img', { name: 'Restricted' })).toBeInTheDocument();
    expect(
      row.getByRole('link', { name: 'Request access to Granite 3.3 8B' }),
    ).toBeInTheDocument();
    await click.click(screen.getByRole('radio', { name: 'Cards' }));
    await waitFor(() => expect(address()).toBe('/maas/models'));
  });

  it('says what to do where there are no models', async () => {
    await renderMaas({});
    expect(
      await screen.findByText('No models are offered yet'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Request a model' }),
    ).toBeInTheDocument();
  });

  it.each([
    ['', '/maas/model-requests?new='],
    ['?q=llama+4', '/maas/model-requests?new=llama+4'],
  ])('leads to asking for a model that is not here (%s)', async (q, href) => {
    const { api } = await renderMaas({ path: `/maas/models${q}` });
    expect(
      await screen.findByRole('link', { name: 'Request a model' }),
    ).toHaveAttribute('href', href);
    expect(api.listModels).toHaveBeenCalledTimes(1);
  });

  it('says what went wrong, and tries again', async () => {
    let healthy = false;
    const { click } = await renderMaas({
      api: {
        listModels: async () => {
          if (!healthy) {
            throw await refusal(503, 'The database is away');
          }
          return pageOf([aModel()]);
        },
      },
    });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The database is away');
    expect(alert).toHaveTextContent('Try again in a moment');
    expect(
      screen.queryByText('No models are offered yet'),
    ).not.toBeInTheDocument();
    healthy = true;
    await click.click(screen.getByRole('button', { name: 'Try again' }));
    await card('Granite 3.3 8B');
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('shows nothing of another question beside an error', async () => {
    const { click } = await renderMaas({
      api: {
        listModels: async query => {
          if (query?.mine) {
            throw await refusal(500, 'Out of order');
          }
          return pageOf([aModel()]);
        },
      },
    });
    await card('Granite 3.3 8B');
    await click.click(
      screen.getByRole('checkbox', { name: 'My teams can call it' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent('Out of order');
    expect(screen.queryByText('Granite 3.3 8B')).not.toBeInTheDocument();
  });
});
