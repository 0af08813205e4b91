import { EntityProvider } from '@backstage/plugin-catalog-react';
import type { MaasApi } from '@openmaas/backstage-plugin-maas-common';
import { act, screen, within } from '@testing-library/react';
import { aHealth, aModelEntity } from '../../__testUtils__/entities';
import { aModel } from '../../__testUtils__/fixtures';
import { refusal } from '../../__testUtils__/mockMaasApi';
import { renderMaas } from '../../__testUtils__/renderMaas';
import { EntityModelHealthCard } from './ModelHealthCard';

const renderCard = (api: Partial<MaasApi>) =>
  renderMaas(
    { api: { getModel: async () => aModel({ simulated: true }), ...api } },
    <EntityProvider entity={aModelEntity()}>
      <EntityModelHealthCard />
    </EntityProvider>,
  );

/** What a person does who comes back to the page. */
const lookAgain = async () =>
  act(async () => {
    document.dispatchEvent(new Event('visibilitychange'));
  });

describe('EntityModelHealthCard', () => {
  it('shows how the model is, and how it was', async () => {
    const { api } = await renderCard({
      getModelHealth: async () =>
        aHealth({
          status: { state: 'degraded', reason: 'gpu-7 does not answer' },
          servers: 3,
          healthyServers: 2,
          speed: {
            tokensPerSecond: 41.73,
            timeToFirstTokenMs: 95,
            measuredAt: new Date(Date.now() - 3 * 60_000).toISOString(),
          },
          points: [
            {
              start: '2026-11-21T12:00:00.000Z',
              requests: 1200,
              failures: 3,
              healthy: false,
              tokensPerSecond: 40,
              timeToFirstTokenMs: 120,
            },
            {
              start: '2026-11-21T12:15:00.000Z',
              requests: 1,
              failures: 0,
              healthy: true,
            },
          ],
        }),
    });
    expect(await screen.findByText('Partly reachable')).toBeVisible();
    expect(screen.getByText('gpu-7 does not answer')).toBeVisible();
    expect(screen.getByText('2 of 3 answer')).toBeVisible();
    expect(screen.getByText('41.7')).toBeVisible();
    expect(screen.getByText('3 minutes ago')).toBeVisible();
    expect(
      await screen.findByRole('img', { name: 'Simulated' }),
    ).toBeInTheDocument();

    // The chart, once it is loaded, and the same in words.
    expect(
      await screen.findByRole(
        'figure',
        { name: 'Tokens per second, last 24 hours' },
        { timeout: 20_000 },
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText('some calls failed, or a server did not answer'),
    ).toBeVisible();
    const table = screen.getByRole('table', {
      name: 'Health and speed over the last 24 hours',
    });
    const [, first, second] = within(table).getAllByRole('row');
    const cells = (row: HTMLElement) =>
      within(row)
        .getAllByRole('cell')
        .map(({ textContent }) => textContent);
    expect(cells(first)).toEqual(['40', '120 ms', '1,200', '3', 'no']);
    expect(cells(second)).toEqual(['–', '–', '1', '0', 'yes']);
    expect(api.getModelHealth).toHaveBeenCalledWith(
      'granite-3',
      expect.anything(),
    );
  }, 30_000);

  it('says where a waiting model is in the queue', async () => {
    await renderCard({
      getModelHealth: async () =>
        aHealth({
          status: { state: 'queued', queuePosition: 2 },
          servers: 0,
          healthyServers: 0,
        }),
    });
    expect(await screen.findByText('Queued for GPUs: place 2')).toBeVisible();
    expect(screen.getByText('none now')).toBeVisible();
    expect(screen.getAllByText('not measured yet')).toHaveLength(2);
    expect(
      screen.getByText('Nobody called it in the last 24 hours'),
    ).toBeVisible();
  });

  it('shows how far a starting model has come', async () => {
    await renderCard({
      getModelHealth: async () =>
        aHealth({ status: { state: 'starting', progress: 40 } }),
    });
    expect(
      await screen.findByRole('progressbar', { name: 'Starting: 40 %' }),
    ).toHaveAttribute('value', '40');
  });

  it('says what went wrong, and tries again', async () => {
    let healthy = false;
    const { click } = await renderCard({
      getModelHealth: async () => {
        if (!healthy) {
          throw await refusal(500, 'Out of order');
        }
        return aHealth();
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent('Out of order');
    healthy = true;
    await click.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Ready')).toBeVisible();
  });

  it('is kept up to date, and keeps what it shows where that fails', async () => {
    let state: 'ready' | 'failed' | undefined = 'ready';
    await renderCard({
      getModelHealth: async () => {
        if (!state) {
          throw await refusal(503, 'Out of order');
        }
        return aHealth({ status: { state } });
      },
    });
    await screen.findByText('Ready');
    state = 'failed';
    await lookAgain();
    expect(await screen.findByText('Failed')).toBeVisible();
    state = undefined;
    await lookAgain();
    expect(
      await screen.findByText(/Not refreshed since .*: .*Out of order/),
    ).toBeVisible();
    expect(screen.getByText('Failed')).toBeVisible();
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
