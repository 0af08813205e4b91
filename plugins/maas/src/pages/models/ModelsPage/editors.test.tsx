import {
  act,
  configure,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import { aModel } from '../../../__testUtils__/fixtures';
import { pageOf, refusal } from '../../../__testUtils__/mockMaasApi';
import { renderMaas } from '../../../__testUtils__/renderMaas';

configure({ asyncUtilTimeout: 20_000 });
jest.setTimeout(60_000);

const SOURCE = {
  name: 'config',
  kind: 'config',
  models: 5,
  goodAt: '2026-11-20T12:00:00.000Z',
  faults: [
    { model: 'granite-3', message: 'The price "cheap" is no amount' },
    { model: '*', message: 'The file cannot be read' },
  ],
};

describe('the models page of those who may edit models', () => {
  it('shows hidden models on demand, which offer nothing to others', async () => {
    const { api, click, address } = await renderMaas({
      permitted: true,
      api: {
        listModels: async query =>
          query?.hidden
            ? pageOf([
                aModel({ id: 's', title: 'Secret', visibility: 'hidden' }),
              ])
            : pageOf([aModel()]),
      },
    });
    await screen.findByText('Granite 3.3 8B');
    await click.click(screen.getByRole('checkbox', { name: /^Hidden models/ }));
    expect(address()).toBe('/maas/models?hidden=true');
    const heading = await screen.findByRole('heading', { name: 'Secret' });
    const card = within(heading.closest('li')!);
    expect(card.getByRole('img', { name: 'Hidden' })).toBeInTheDocument();
    // It has no page in the catalog, and nobody can ask for it.
    expect(card.queryByRole('link')).not.toBeInTheDocument();
    expect(card.queryByRole('checkbox')).not.toBeInTheDocument();
    expect(
      within(card.getByRole('group', { name: 'Secret' })).getByRole('button', {
        name: 'Edit terms',
      }),
    ).toBeInTheDocument();
    expect(api.listModels).toHaveBeenLastCalledWith(
      expect.objectContaining({ hidden: true }),
      expect.anything(),
    );
  });

  it('asks for hidden models at once where the address says so', async () => {
    const { api, click, address } = await renderMaas({
      permitted: true,
      path: '/maas/models?hidden=true',
    });
    expect(await screen.findByText('No models are hidden')).toBeInTheDocument();
    expect(api.listModels).toHaveBeenCalledTimes(1);
    expect(api.listModels).toHaveBeenCalledWith(
      expect.objectContaining({ hidden: true }),
      expect.anything(),
    );
    await click.click(
      screen.getByRole('button', {
        name: 'Show the models that are not hidden',
      }),
    );
    await waitFor(() => expect(address()).toBe('/maas/models'));
  });

  it('tells what is wrong where models come from', async () => {
    const { click } = await renderMaas({
      permitted: true,
      api: {
        listModelSources: async () => [
          SOURCE,
          { name: 'lab', kind: 'openai', models: 2, faults: [] },
        ],
      },
    });
    expect(
      await screen.findByText('2 faults where models come from'),
    ).toBeInTheDocument();
    await click.click(
      screen.getByRole('button', { name: 'See what is wrong' }),
    );
    const table = within(
      screen.getByRole('region', { name: 'Faults of model sources' }),
    );
    const rows = table.getAllByRole('row').slice(1);
    expect(rows).toHaveLength(2);
    expect(rows[0]).toHaveTextContent('config');
    expect(rows[0]).toHaveTextContent('granite-3');
    expect(rows[0]).toHaveTextContent('The price "cheap" is no amount');
    expect(within(rows[0]).getByRole('rowheader')).toHaveTextContent('config');
    expect(rows[0].querySelector('time')).toHaveAttribute(
      'datetime',
      SOURCE.goodAt,
    );
    expect(rows[1]).toHaveTextContent('the whole source');
  });

  it('goes on telling it while newer reports do not come', async () => {
    let healthy = true;
    const { api } = await renderMaas({
      permitted: true,
      api: {
        listModels: async () => pageOf([aModel()]),
        listModelSources: async () => {
          if (!healthy) {
            throw await refusal(500, 'Out of order');
          }
          return [SOURCE];
        },
      },
    });
    await screen.findByText('2 faults where models come from');
    healthy = false;
    await act(async () => {
      fireEvent(document, new Event('visibilitychange'));
    });
    await waitFor(() => expect(api.listModelSources).toHaveBeenCalledTimes(2));
    expect(
      screen.getByText('2 faults where models come from'),
    ).toBeInTheDocument();
  });

  it('says nothing of sources where all is well', async () => {
    const { api } = await renderMaas({
      permitted: true,
      api: {
        listModels: async () => pageOf([aModel()]),
        listModelSources: async () => [{ ...SOURCE, faults: [] }],
      },
    });
    await screen.findByText('Granite 3.3 8B');
    await waitFor(() => expect(api.listModelSources).toHaveBeenCalled());
    expect(screen.queryByText(/where models come from/)).toBeNull();
  });

  it('does not claim that sources are well where that is not known', async () => {
    await renderMaas({
      permitted: true,
      api: {
        listModels: async () => pageOf([aModel()]),
        listModelSources: async () => {
          throw await refusal(500, 'Out of order');
        },
      },
    });
    expect(await screen.findByText(/is not known now/)).toBeInTheDocument();
    expect(await screen.findByText('Granite 3.3 8B')).toBeInTheDocument();
  });
});
