import { configure, screen, waitFor, within } from '@testing-library/react';
import type { Model } from '@openmaas/backstage-plugin-maas-common';
import { aModel, aPlan } from '../../../__testUtils__/fixtures';
import { pageOf, refusal } from '../../../__testUtils__/mockMaasApi';
import { renderMaas } from '../../../__testUtils__/renderMaas';

// Names of many cells take their time to be found on a busy machine.
configure({ asyncUtilTimeout: 20_000 });
jest.setTimeout(60_000);

const PORTFOLIO: Model[] = ['a', 'b', 'c', 'd', 'e'].map((id, index) =>
  aModel({
    id,
    title: `Model ${id}`,
    capabilities: index === 0 ? ['chat'] : ['chat', 'tools'],
    status:
      index === 1 ? { state: 'queued', queuePosition: 1 } : { state: 'ready' },
    prices: [
      {
        tokenClass: 'input',
        nanosPerMillion: String((5 - index) * 10_000_000),
        currency: 'USD',
        validFrom: '2026-01-01T00:00:00.000Z',
      },
    ],
    speed:
      index > 1
        ? undefined
        : {
            tokensPerSecond: 40 - index,
            timeToFirstTokenMs: 95,
            measuredAt: '2026-11-21T12:00:00.000Z',
          },
  }),
);

const render = (path: string, models = PORTFOLIO) =>
  renderMaas({
    path,
    api: {
      listPlans: async () => [aPlan({ title: 'Free of charge' })],
      listModels: async query =>
        pageOf(
          query?.ids
            ? models.filter(({ id }) => query.ids?.includes(id))
            : models.slice(0, 5),
        ),
    },
  });

const box = (title: string) =>
  screen.getByRole('checkbox', { name: `Compare ${title}` });

describe('comparing models', () => {
  it('takes two at least and four at most, which the address remembers', async () => {
    const { click, address } = await render('/maas/models');
    await screen.findByText('Model a');
    expect(
      screen.queryByRole('region', { name: 'Models to compare' }),
    ).not.toBeInTheDocument();

    await click.click(box('Model a'));
    const bar = within(
      screen.getByRole('region', { name: 'Models to compare' }),
    );
    expect(bar.getByRole('button', { name: 'Compare 1 model' })).toBeDisabled();
    expect(bar.getByRole('status')).toHaveTextContent('Choose another one');
    await click.click(box('Model b'));
    expect(bar.getByRole('button', { name: 'Compare 2 models' })).toBeEnabled();
    await click.click(box('Model c'));
    await click.click(box('Model d'));
    expect(address()).toBe('/maas/models?compare=a%2Cb%2Cc%2Cd');
    expect(box('Model e')).toBeDisabled();
    expect(box('Model d')).toBeEnabled();
    expect(bar.getByRole('status')).toHaveTextContent('Four can be compared');

    await click.click(
      within(bar.getByRole('row', { name: 'Model a' })).getByRole('button'),
    );
    expect(address()).toBe('/maas/models?compare=b%2Cc%2Cd');
    expect(box('Model e')).toBeEnabled();
    await click.click(bar.getByRole('button', { name: 'Take all out' }));
    expect(address()).toBe('/maas/models');
  });

  it('does not ask for the list anew when something is chosen', async () => {
    const { api, click } = await render('/maas/models');
    await screen.findByText('Model a');
    await click.click(box('Model a'));
    await waitFor(() =>
      expect(api.listModels).toHaveBeenLastCalledWith(
        { ids: ['a'] },
        expect.anything(),
      ),
    );
    expect(
      api.listModels.mock.calls.filter(([query]) => !query?.ids),
    ).toHaveLength(1);
  });

  it('puts them side by side, says where they differ, and which is best', async () => {
    const { click, address } = await render('/maas/models?compare=a,b');
    await click.click(
      await screen.findByRole('button', { name: 'Compare 2 models' }),
    );
    expect(address()).toBe('/maas/models?compare=a%2Cb&comparing=true');
    const dialog = within(
      await screen.findByRole('dialog', { name: 'Compare models' }),
    );
    const table = within(
      dialog.getByRole('table', { name: 'Models side by side' }),
    );
    expect(
      table
        .getAllByRole('columnheader')
        .map(header => header.textContent)
        .slice(0, 3),
    ).toEqual(['Fact', 'Model a', 'Model b']);
    const cells = (name: string) =>
      within(table.getByRole('rowheader', { name }).closest('tr')!)
        .getAllByRole('cell')
        .map(cell => cell.textContent?.trim());

    expect(cells('Input Differs')).toEqual(['$0.05', '$0.04 Cheapest']);
    expect(cells('tools Differs')).toEqual(['No', 'Yes']);
    expect(cells('chat')).toEqual(['Yes', 'Yes']);
    expect(cells('Status Differs')).toEqual([
      'Ready',
      'Queued for GPUs: place 1',
    ]);
    expect(cells('Tokens per second Differs')[0]).toMatch(
      /^40measured .* Fastest$/,
    );
    expect(cells('Time to first token')[0]).not.toContain('Fastest');
    expect(cells('Takes')).toEqual(['Text', 'Text']);
    expect(cells('Context')).toEqual(['131,072 tokens', '131,072 tokens']);
    expect(cells('Plans')[0]).toBe('Free of charge, premium');
    expect(cells('Access of your teams')[0]).toBe('none yet');
    expect(
      table.getByRole('link', { name: 'Request access to Model a' }),
    ).toBeInTheDocument();

    await click.click(table.getByRole('button', { name: 'Take out Model b' }));
    expect(address()).toBe('/maas/models?comparing=true&compare=a');
    await waitFor(() =>
      expect(dialog.queryByText('Model b')).not.toBeInTheDocument(),
    );
    await click.keyboard('{Escape}');
    expect(address()).toBe('/maas/models?compare=a');
  });

  it('opens by its address, and says what is not there any more', async () => {
    await render('/maas/models?compare=a,gone,lost&comparing=true', PORTFOLIO);
    const dialog = within(await screen.findByRole('dialog'));
    expect(
      await dialog.findByText(/^gone, lost are not offered any more/),
    ).toBeInTheDocument();
    expect(dialog.getByText('Model a')).toBeInTheDocument();
  });

  it('says what to do where there is nothing to compare', async () => {
    await render('/maas/models?comparing=true');
    const dialog = within(await screen.findByRole('dialog'));
    expect(await dialog.findByText('Nothing to compare')).toBeInTheDocument();
  });

  it('says what went wrong, and tries again', async () => {
    const { api, click } = await render('/maas/models?compare=a');
    await screen.findByText('Model b');
    api.listModels.mockImplementation(async () => {
      throw await refusal(500, 'Out of order');
    });
    await click.click(box('Model b'));
    await click.click(screen.getByRole('button', { name: 'Compare 2 models' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(await dialog.findByRole('alert')).toHaveTextContent('Out of order');
    api.listModels.mockImplementation(async () => pageOf(PORTFOLIO));
    await click.click(dialog.getByRole('button', { name: 'Try again' }));
    expect(await dialog.findByRole('table')).toBeInTheDocument();
  });
});
