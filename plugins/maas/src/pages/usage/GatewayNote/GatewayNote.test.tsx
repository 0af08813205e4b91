import type { Gateway } from '@openmaas/backstage-plugin-maas-common';
import { screen } from '@testing-library/react';
import { aGateway } from '../../../__testUtils__/fixtures';
import { refusal } from '../../../__testUtils__/mockMaasApi';
import { renderMaas } from '../../../__testUtils__/renderMaas';

const render = (listGateways: () => Promise<Gateway[]>) =>
  renderMaas({ path: '/maas/usage', permitted: true, api: { listGateways } });

const renderWith = (...gateways: Gateway[]) => render(async () => gateways);

describe('GatewayNote', () => {
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
