import type { Gateway } from '@openmaas/backstage-plugin-maas-common';
import { screen, within } from '@testing-library/react';
import { aGateway, anEndpoint } from '../../../__testUtils__/fixtures';
import { refusal } from '../../../__testUtils__/mockMaasApi';
import { renderMaas } from '../../../__testUtils__/renderMaas';

// Whole pages are slow to go through on a busy machine.
jest.setTimeout(20_000);

const render = (listGateways: () => Promise<Gateway[]>) =>
  renderMaas({ path: '/maas/usage', permitted: true, api: { listGateways } });

const renderWith = (...gateways: Gateway[]) => render(async () => gateways);

describe('Gateways', () => {
  it('is one quiet line where all is well', async () => {
    await renderWith(aGateway(), aGateway({ id: 'b', state: 'draining' }));
    expect(
      await screen.findByText('Gateways: 1 running, up to date'),
    ).toBeInTheDocument();
    expect(screen.queryByText('Figures may be incomplete')).toBeNull();
  });

  it('says that a gateway went silent, and since when', async () => {
    const lastSeenAt = new Date(Date.now() - 3 * 60_000).toISOString();
    await renderWith(aGateway({ reporting: false, lastSeenAt }));
    expect(
      await screen.findByText('Figures may be incomplete'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/The gateway gateway-1 was last heard from/),
    ).toHaveTextContent('was last heard from 3 minutes ago.');
  });

  it('says which calls are not in the figures', async () => {
    await renderWith(
      aGateway({ journal: { pendingEvents: 1200, rejectedEvents: 4 } }),
    );
    expect(await screen.findByText(/does not take: 4\./)).toBeInTheDocument();
    expect(screen.getByText(/on their way here: 1,200\./)).toBeInTheDocument();
  });

  it('says what was given up for good', async () => {
    await renderWith(
      aGateway({
        journal: { pendingEvents: 0, rejectedEvents: 0, droppedEvents: 12 },
      }),
    );
    expect(await screen.findByText(/its journal was full: 12\./)).toBeVisible();
    expect(screen.getByText('Figures may be incomplete')).toBeInTheDocument();
  });

  it('warns of a journal that fills, and of counters that are not shared', async () => {
    await renderWith(
      aGateway({
        sharing: 'lost',
        journal: {
          pendingEvents: 0,
          rejectedEvents: 0,
          bytes: 300_000_000,
          maxBytes: 500_000_000,
        },
      }),
    );
    expect(await screen.findByText(/takes 300 MB of 500 MB/)).toBeVisible();
    expect(screen.getByText(/does not reach Valkey/)).toBeVisible();
    expect(screen.getByText('Gateways need attention')).toBeInTheDocument();
    expect(screen.queryByText('Figures may be incomplete')).toBeNull();
  });

  it('shows endpoints that fail, and folds the rest', async () => {
    const { click } = await renderWith(
      aGateway({
        sharing: 'valkey',
        endpoints: [
          anEndpoint(),
          anEndpoint({
            endpoint: '10.0.0.8:8000',
            healthy: false,
            problem: 'connection refused',
            running: 0,
            requests: 7,
            failures: 5,
            timeToFirstTokenMs: undefined,
            tokensPerSecond: undefined,
          }),
        ],
      }),
    );
    const cells = (name: string) =>
      within(screen.getByRole('region', { name }))
        .getAllByRole('row')[1]
        .textContent?.replace('granite-3', '');
    expect(
      await screen.findByText(/1 endpoint does not answer/),
    ).toBeInTheDocument();
    expect(cells('Endpoints that fail')).toBe(
      '10.0.0.8:8000connection refusedgateway-105 of 7––',
    );
    expect(
      screen.queryByRole('region', { name: 'Healthy endpoints' }),
    ).toBeNull();

    screen.getByRole('button', { name: /1 running/ }).focus();
    await click.keyboard('{Enter}');
    expect(cells('Healthy endpoints')).toBe(
      '10.0.0.7:8000gateway-130 of 12095 ms42',
    );
    // Calls of both endpoints.
    expect(cells('Gateways')).toMatch(/^gateway-1Runningshared.*3not said$/);
  });

  it('says when a gateway decides by an older policy', async () => {
    await renderWith(aGateway({ upToDate: false }));
    expect(
      await screen.findByText('Gateways: 1 running, catching up with changes'),
    ).toBeInTheDocument();
  });

  it('says when there is none', async () => {
    await renderWith();
    expect(
      await screen.findByText('Gateways: none running'),
    ).toBeInTheDocument();
  });

  it('does not make much of it where they cannot be asked', async () => {
    await render(async () => {
      throw await refusal(500, 'Out of order');
    });
    expect(
      await screen.findByText('The state of the gateways is not known now.'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
