import {
  act,
  configure,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import type { ModelFacets } from '@openmaas/backstage-plugin-maas-common';
import { useNavigate } from 'react-router-dom';
import { aModel } from '../../../__testUtils__/fixtures';
import { pageOf, refusal } from '../../../__testUtils__/mockMaasApi';
import { renderMaas } from '../../../__testUtils__/renderMaas';
import { ModelsPage } from './ModelsPage';

// Names of many boxes take their time to be found on a busy machine.
configure({ asyncUtilTimeout: 20_000 });
jest.setTimeout(60_000);

const FACETS: ModelFacets = {
  capability: [
    { value: 'chat', count: 1200 },
    { value: 'tools', count: 700 },
  ],
  modality: [{ value: 'image', count: 3 }],
  provider: ['IBM', 'Mistral AI', 'Qwen', 'Meta', 'Google', 'BAAI', 'Cohere']
    // Most frequent first.
    .map((value, index) => ({ value, count: 9 - index })),
  license: [{ value: 'apache-2.0', count: 1 }],
  state: [
    { value: 'off', count: 4 },
    { value: 'ready', count: 2 },
  ],
};

const Back = () => {
  const navigate = useNavigate();
  return <button onClick={() => navigate(-1)}>way back</button>;
};

const FULL_ADDRESS =
  '/maas/models?q=agent&capability=chat&capability=tools&state=ready&modality=image' +
  '&provider=Mistral+AI&license=apache-2.0&minContext=16000&maxInput=0.2&maxOutput=0%2C6' +
  '&mine=true&sort=inputPrice&view=table';

describe('the filters of the models', () => {
  it('are all read from the address', async () => {
    const { api } = await renderMaas({ path: FULL_ADDRESS });
    await waitFor(() => expect(api.listModels).toHaveBeenCalled());
    expect(api.listModels.mock.calls[0][0]).toEqual({
      search: 'agent',
      capability: ['chat', 'tools'],
      state: ['ready'],
      modality: ['image'],
      provider: ['Mistral AI'],
      license: ['apache-2.0'],
      minContext: 16_000,
      maxInputPrice: '200000000',
      maxOutputPrice: '600000000',
      mine: true,
      sort: 'inputPrice',
      limit: 24,
    });
    expect(screen.getByRole('searchbox')).toHaveValue('agent');
    expect(screen.getByRole('textbox', { name: 'Input' })).toHaveValue('0.2');
    expect(screen.getByRole('radio', { name: 'Table' })).toBeChecked();
    const chips = screen.getByRole('grid', { name: 'Active filters' });
    expect(
      within(chips)
        .getAllByRole('row')
        .map(row => row.textContent),
    ).toEqual([
      '“agent”',
      'My teams can call it',
      'chat',
      'tools',
      'Ready',
      'Images',
      'Context from 16,000 tokens',
      'Input up to 0.2',
      'Output up to 0,6',
      'Mistral AI',
      'apache-2.0',
    ]);
  });

  it('asks for nothing that the control plane would not understand', async () => {
    const { api } = await renderMaas({
      path: `/maas/models?capability=A%20b&state=asleep&modality=smell&minContext=-4&maxInput=cheap&sort=beauty&view=globe&hidden=true&compare=A_b`,
    });
    await waitFor(() => expect(api.listModels).toHaveBeenCalled());
    expect(api.listModels.mock.calls[0][0]).toEqual({
      sort: 'title',
      limit: 24,
    });
    expect(
      screen.getByText('Write an amount such as 0.15.'),
    ).toBeInTheDocument();
    // What filters nothing is no filter.
    expect(screen.queryByRole('grid')).not.toBeInTheDocument();
  });

  it('are chosen from what there is, and kept in the address', async () => {
    const { api, click, address } = await renderMaas({
      api: {
        listModels: async () => pageOf([aModel()]),
        getModelFacets: async () => FACETS,
      },
    });
    await click.click(
      await screen.findByRole('checkbox', { name: 'chat 1200 models' }),
    );
    await click.click(screen.getByRole('checkbox', { name: /^tools/ }));
    await click.click(screen.getByRole('checkbox', { name: /^Images/ }));
    const states = screen.getByRole('group', { name: 'Works now' });
    expect(
      within(states)
        .getAllByRole('checkbox')
        .map(box => box.getAttribute('value')),
    ).toEqual(['ready', 'off']);
    await click.click(screen.getByRole('checkbox', { name: /^Ready/ }));
    await click.click(
      screen.getByRole('checkbox', { name: 'My teams can call it' }),
    );
    expect(address()).toBe(
      '/maas/models?capability=chat&capability=tools&modality=image&state=ready&mine=true',
    );
    await waitFor(() =>
      expect(api.listModels).toHaveBeenLastCalledWith(
        expect.objectContaining({
          capability: ['chat', 'tools'],
          modality: ['image'],
          state: ['ready'],
          mine: true,
        }),
        expect.anything(),
      ),
    );
    await click.click(screen.getByRole('checkbox', { name: /^chat/ }));
    expect(address()).not.toContain('capability=chat');
  });

  it('show the most frequent values first, and all when asked to', async () => {
    const { click } = await renderMaas({
      path: '/maas/models?provider=Nobody',
      api: { getModelFacets: async () => FACETS },
    });
    const providers = await screen.findByRole('group', { name: 'Provider' });
    await within(providers).findByRole('checkbox', { name: /^IBM/ });
    const names = () =>
      within(providers)
        .getAllByRole('checkbox')
        .map(box => box.getAttribute('value'));
    const first = ['IBM', 'Mistral AI', 'Qwen', 'Meta', 'Google', 'BAAI'];
    // What is chosen can be taken away, although no model has it.
    expect(names()).toEqual([...first, 'Nobody']);
    const more = screen.getByRole('button', { name: 'Show all 8: Provider' });
    expect(more).toHaveAttribute('aria-expanded', 'false');
    await click.click(more);
    expect(names()).toEqual([...first, 'Cohere', 'Nobody']);
  });

  it('take a length of context and a sort order', async () => {
    const { api, click, address } = await renderMaas({
      path: '/maas/models?minContext=20000',
    });
    await click.click(
      await screen.findByRole('button', { name: /At least 20,000 tokens/ }),
    );
    await click.click(
      screen.getByRole('option', { name: 'At least 16,000 tokens' }),
    );
    await click.click(screen.getByRole('button', { name: /Sort/ }));
    await click.click(screen.getByRole('option', { name: 'Cheapest output' }));
    expect(address()).toBe('/maas/models?minContext=16000&sort=outputPrice');
    await waitFor(() =>
      expect(api.listModels).toHaveBeenLastCalledWith(
        expect.objectContaining({ minContext: 16_000, sort: 'outputPrice' }),
        expect.anything(),
      ),
    );
  });

  it('wait for the end of a word, and keep what is there until then', async () => {
    let answer: () => void = () => {};
    const { api, click, address } = await renderMaas({
      api: {
        listModels: query =>
          query?.search
            ? new Promise(resolve => {
                answer = () =>
                  resolve(pageOf([aModel({ id: 'l', title: 'Llama 4' })]));
              })
            : Promise.resolve(pageOf([aModel()])),
      },
    });
    await screen.findByText('Granite 3.3 8B');
    await click.type(
      screen.getByRole('searchbox', { name: 'Search models' }),
      'llama',
    );
    await waitFor(() => expect(address()).toBe('/maas/models?q=llama'));
    expect(api.listModels).toHaveBeenCalledTimes(2);
    expect(api.listModels).toHaveBeenLastCalledWith(
      expect.objectContaining({ search: 'llama', cursor: undefined }),
      expect.anything(),
    );
    expect(screen.getByText('Granite 3.3 8B')).toBeInTheDocument();
    await act(async () => answer());
    expect(await screen.findByText('Llama 4')).toBeInTheDocument();
    expect(screen.queryByText('Granite 3.3 8B')).not.toBeInTheDocument();
  });

  it('say where a price is none, and filter by it as soon as it is one', async () => {
    const { api, click, address } = await renderMaas({});
    const input = await screen.findByRole('textbox', { name: 'Input' });
    await click.type(input, '0,');
    expect(input).toHaveAccessibleName('Input');
    expect(input).toBeInvalid();
    expect(
      screen.getByText('Write an amount such as 0.15.'),
    ).toBeInTheDocument();
    await click.type(input, '15');
    await waitFor(() => expect(address()).toContain('maxInput=0%2C15'));
    expect(input).toBeValid();
    await waitFor(() =>
      expect(api.listModels).toHaveBeenLastCalledWith(
        expect.objectContaining({ maxInputPrice: '150000000' }),
        expect.anything(),
      ),
    );
  });

  it('come back with the way back', async () => {
    const { click, address } = await renderMaas(
      {
        path: '/maas/models?q=agent',
        api: { getModelFacets: async () => FACETS },
      },
      <>
        <ModelsPage />
        <Back />
      </>,
    );
    const chat = await screen.findByRole('checkbox', { name: /^chat/ });
    await click.click(chat);
    expect(chat).toBeChecked();
    await click.click(screen.getByRole('button', { name: 'Clear all' }));
    expect(address()).toBe('/maas/models');
    expect(screen.getByRole('searchbox')).toHaveValue('');

    await click.click(screen.getByRole('button', { name: 'way back' }));
    expect(address()).toBe('/maas/models?q=agent&capability=chat');
    expect(screen.getByRole('searchbox')).toHaveValue('agent');
    expect(chat).toBeChecked();
    await click.click(screen.getByRole('button', { name: 'way back' }));
    expect(address()).toBe('/maas/models?q=agent');
    expect(chat).not.toBeChecked();
  });

  it('can be taken away one by one', async () => {
    const { click, address } = await renderMaas({
      path: '/maas/models?capability=chat&capability=tools&provider=IBM',
      api: { listModels: async () => pageOf([aModel()]) },
    });
    const chip = await screen.findByRole('row', { name: 'chat' });
    await click.click(within(chip).getByRole('button'));
    expect(address()).toBe('/maas/models?provider=IBM&capability=tools');
  });

  it('can be loosened where nothing fits', async () => {
    const { click, address } = await renderMaas({
      path: '/maas/models?q=vision&minContext=1000000',
      api: {
        listModels: async query =>
          query?.minContext ? pageOf([]) : pageOf([aModel()]),
      },
    });
    expect(
      await screen.findByText('No model matches all of these filters'),
    ).toBeInTheDocument();
    expect(screen.getByText('0 models')).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Without “vision”' }),
    ).toBeInTheDocument();
    await click.click(
      screen.getByRole('button', {
        name: 'Without Context from 1,000,000 tokens',
      }),
    );
    expect(await screen.findByText('Granite 3.3 8B')).toBeInTheDocument();
    expect(address()).toBe('/maas/models?q=vision');
  });

  it('say what was searched for where that alone finds nothing', async () => {
    const { click, address } = await renderMaas({
      path: '/maas/models?q=llama',
    });
    expect(
      await screen.findByText('No model matches “llama”'),
    ).toBeInTheDocument();
    await click.click(screen.getByRole('button', { name: 'Show all models' }));
    await waitFor(() => expect(address()).toBe('/maas/models'));
  });

  it('work without what there is to choose from', async () => {
    let healthy = false;
    const { click } = await renderMaas({
      path: '/maas/models?provider=IBM',
      api: {
        listModels: async () => pageOf([aModel()]),
        getModelFacets: async () => {
          if (!healthy) {
            throw await refusal(500, 'Out of order');
          }
          return FACETS;
        },
      },
    });
    await screen.findByText(
      'What there is to choose from could not be loaded.',
    );
    expect(screen.getByText('Granite 3.3 8B')).toBeInTheDocument();
    expect(screen.getByRole('checkbox', { name: /^IBM/ })).toBeChecked();
    healthy = true;
    await click.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('checkbox', { name: /^chat/ }),
    ).toBeInTheDocument();
  });

  it('offers nothing for those who may edit models to others', async () => {
    const { api } = await renderMaas({ path: '/maas/models?hidden=true' });
    await screen.findByText('No models are offered yet');
    expect(
      screen.queryByRole('checkbox', { name: /Hidden models/ }),
    ).not.toBeInTheDocument();
    expect(api.listModelSources).not.toHaveBeenCalled();
    expect(api.listModels).not.toHaveBeenCalledWith(
      expect.objectContaining({ hidden: true }),
      expect.anything(),
    );
  });
});
