import type { Entity } from '@backstage/catalog-model';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import type {
  MaasApi,
  ModelAllowance,
} from '@openmaas/backstage-plugin-maas-common';
import { screen, within } from '@testing-library/react';
import { aModel, aPlan, REQUEST_ID } from '../../__testUtils__/fixtures';
import { refusal } from '../../__testUtils__/mockMaasApi';
import { renderMaas } from '../../__testUtils__/renderMaas';
import { EntityModelAccessCard } from './EntityModelAccessCard';

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: { name: 'granite-3', namespace: 'maas' },
  spec: { type: 'ai-model' },
};

const allowance = (rest: Partial<ModelAllowance> = {}): ModelAllowance => ({
  team: 'group:default/cs-department',
  plan: 'free',
  state: 'active',
  budgets: [],
  ...rest,
});

const renderCard = (
  api: Partial<MaasApi>,
  groups?: string[],
  playground?: boolean,
) =>
  renderMaas(
    {
      playground,
      api: {
        getModel: async () => aModel(),
        listPlans: async () => [aPlan()],
        ...api,
      },
      groups,
    },
    <EntityProvider entity={entity}>
      <EntityModelAccessCard />
    </EntityProvider>,
  );

describe('EntityModelAccessCard', () => {
  it('shows what a team may still use this month, to the last digit', async () => {
    const { api } = await renderCard({
      listModelAllowances: async () => [
        allowance({
          expiresAt: '2027-02-01T12:00:00.000Z',
          tokensPerMonth: { limit: 1_000_000, used: 250_000 },
          budgets: [
            {
              title: 'Thesis',
              unit: 'money',
              limit: '20000000000',
              used: '4999999999',
            },
            { title: 'Batch', unit: 'tokens', limit: '500', used: '700' },
          ],
        }),
      ],
    });
    expect(
      await screen.findByText('750,000 of 1,000,000 tokens left'),
    ).toBeVisible();
    expect(screen.getByText('$15.000000001 of $20.00 left')).toBeVisible();
    expect(screen.getByText('used up: 500')).toBeVisible();
    expect(
      screen
        .getAllByRole('meter')
        .map(meter => [
          meter.getAttribute('aria-valuenow'),
          meter.getAttribute('aria-valuetext'),
        ]),
    ).toEqual([
      ['25', '750,000 of 1,000,000 tokens left'],
      ['24.9', '$15.000000001 of $20.00 left'],
      ['100', 'used up: 500'],
    ]);
    expect(screen.getByText('Free')).toBeVisible();
    expect(screen.getByText('Active')).toBeVisible();
    expect(screen.getByText('Feb 1, 2027')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Your keys' })).toHaveAttribute(
      'href',
      '/maas/keys',
    );
    expect(
      screen.getByRole('link', { name: 'Try it in the playground' }),
    ).toHaveAttribute('href', '/maas/playground?model=granite-3');
    expect(
      screen.getByRole('link', { name: 'Ask for another plan' }),
    ).toHaveAttribute('href', expect.stringContaining('granite-3'));
    expect(api.listModelAllowances).toHaveBeenCalledWith(
      'granite-3',
      expect.anything(),
    );
  });

  it('leads from a pending grant to its request', async () => {
    await renderCard({
      listModelAllowances: async () => [
        allowance({ state: 'pending', requestId: REQUEST_ID }),
      ],
    });
    expect(
      await screen.findByRole('link', { name: 'See the request' }),
    ).toHaveAttribute('href', `/maas/requests/${REQUEST_ID}`);
    expect(screen.queryByRole('link', { name: 'Ask again' })).toBeNull();
    expect(screen.queryByRole('link', { name: /playground/ })).toBeNull();
    expect(screen.queryByRole('link', { name: 'Your keys' })).toBeNull();
  });

  it('offers no chat with a model that cannot chat', async () => {
    await renderCard({
      getModel: async () => aModel({ capabilities: ['embedding'] }),
      listModelAllowances: async () => [allowance()],
    });
    expect(
      await screen.findByRole('link', { name: 'Your keys' }),
    ).toBeVisible();
    expect(screen.queryByRole('link', { name: /playground/ })).toBeNull();
  });

  it('says who decides about a restricted model, and how to ask', async () => {
    await renderCard({
      getModel: async () =>
        aModel({
          visibility: 'restricted',
          approver: 'group:default/ai-board',
        }),
    });
    const note = await screen.findByText(/This model is restricted/);
    expect(
      within(note).getByRole('link', { name: /ai-board/ }),
    ).toHaveAttribute('href', '/catalog/default/group/ai-board');
    expect(screen.getByText('None of your teams has access yet')).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Request access' }),
    ).toHaveAttribute('href', expect.stringContaining('granite-3'));
  });

  it('says to a person without a team what to do', async () => {
    await renderCard({}, []);
    expect(await screen.findByText('You are in no team yet')).toBeVisible();
    expect(screen.queryByRole('link', { name: 'Request access' })).toBeNull();
  });

  it('waits, says what went wrong, and tries again', async () => {
    let healthy = false;
    const { click } = await renderCard({
      listModelAllowances: async () => {
        if (!healthy) {
          throw await refusal(500, 'Out of order');
        }
        return [allowance()];
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent('Out of order');
    healthy = true;
    await click.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Active')).toBeVisible();
  });

  it('shows a skeleton until the model is there', async () => {
    await renderCard({ getModel: () => new Promise(() => {}) });
    expect(await screen.findByText('Loading…')).toBeInTheDocument();
  });

  it('leaves it to the other card to say that a model is unknown', async () => {
    const { api } = await renderCard({
      getModel: async () => {
        throw await refusal(404, 'There is no model');
      },
    });
    expect(api.getModel).toHaveBeenCalled();
    expect(screen.queryByText('Access of your teams')).toBeNull();
  });

  it('leads to no playground where there is none', async () => {
    await renderCard(
      { listModelAllowances: async () => [allowance()] },
      undefined,
      false,
    );
    expect(
      await screen.findByRole('link', { name: 'Your keys' }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: /playground/ })).toBeNull();
  });
});
