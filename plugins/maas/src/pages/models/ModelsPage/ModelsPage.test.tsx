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
      api: { listModels: async () => pageOf([aModel()]) },
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
      'Deployed',
    ]) {
      expect(granite.getByText(text)).toBeInTheDocument();
    }
    expect(granite.queryByText('Simulated')).not.toBeInTheDocument();
    expect(
      granite
        .getByRole('link', { name: 'Request access to Granite 3.3 8B' })
        .getAttribute('href'),
    ).toContain(encodeURIComponent('"resource:maas/granite-3"'));
    expect(screen.getByText('1 model')).toBeInTheDocument();
  });

  it('marks what is simulated, not deployed, or open to a team', async () => {
    await renderMaas({
      api: {
        listModels: async () =>
          pageOf([
            aModel({
              simulated: true,
              endpointCount: 0,
              provider: undefined,
              gpus: undefined,
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
    expect(granite.getByText('Not deployed now')).toBeInTheDocument();
    expect(granite.getByText(/premium, Waiting/)).toHaveTextContent(
      'cs-department: premium, Waiting',
    );
    expect(granite.getAllByText('not stated')).toHaveLength(5);
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

  it('searches on the server and keeps the words in the address', async () => {
    const { api, click, address } = await renderMaas({
      api: {
        listModels: async query =>
          query?.search ? pageOf([]) : pageOf([aModel()]),
      },
    });
    await card('Granite 3.3 8B');
    await click.type(
      screen.getByRole('searchbox', { name: 'Search models' }),
      'llama',
    );
    expect(
      await screen.findByText('No model matches “llama”'),
    ).toBeInTheDocument();
    expect(address()).toBe('/maas/models?q=llama');
    expect(api.listModels).toHaveBeenLastCalledWith(
      expect.objectContaining({ search: 'llama', cursor: undefined }),
      expect.anything(),
    );

    await click.click(screen.getByRole('button', { name: 'Show all models' }));
    await card('Granite 3.3 8B');
    await waitFor(() => expect(address()).toBe('/maas/models'));
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

  it('starts with the search of the address', async () => {
    const { api } = await renderMaas({ path: '/maas/models?q=code' });
    expect(
      await screen.findByText('No model matches “code”'),
    ).toBeInTheDocument();
    expect(screen.getByRole('searchbox')).toHaveValue('code');
    expect(api.listModels).toHaveBeenCalledTimes(1);
  });

  it('follows the address where a link changes it', async () => {
    const { click } = await renderMaas({
      path: '/maas/models?q=code',
      api: {
        listModels: async query =>
          query?.search ? pageOf([]) : pageOf([aModel()]),
      },
    });
    await screen.findByText('No model matches “code”');
    await click.click(screen.getByRole('tab', { name: 'Models' }));
    await card('Granite 3.3 8B');
    expect(screen.getByRole('searchbox')).toHaveValue('');
  });

  it('loads more when asked to', async () => {
    const { click } = await renderMaas({
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
  });

  it('says what to do where there are no models', async () => {
    await renderMaas({});
    expect(
      await screen.findByText('No models are offered yet'),
    ).toBeInTheDocument();
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
});
