import { EntityProvider } from '@backstage/plugin-catalog-react';
import type { MaasApi } from '@openmaas/backstage-plugin-maas-common';
import { screen, within } from '@testing-library/react';
import { aGroup } from '../../__testUtils__/entities';
import { aModel, aPlan } from '../../__testUtils__/fixtures';
import { pageOf, refusal } from '../../__testUtils__/mockMaasApi';
import { renderMaas } from '../../__testUtils__/renderMaas';
import { EntityGroupModelsContent } from './EntityGroupModelsContent';

const renderTab = (api: Partial<MaasApi>) =>
  renderMaas(
    { api: { listPlans: async () => [aPlan()], ...api } },
    <EntityProvider entity={aGroup()}>
      <EntityGroupModelsContent />
    </EntityProvider>,
  );

describe('EntityGroupModelsContent', () => {
  it('shows what the team can call, and until when', async () => {
    const { api } = await renderTab({
      listModels: async () =>
        pageOf([
          aModel({
            status: { state: 'off' },
            access: [
              { team: 'group:default/other', plan: 'premium', state: 'active' },
              {
                team: 'group:default/cs-department',
                plan: 'premium',
                state: 'pending',
              },
              {
                team: 'group:default/CS-Department',
                plan: 'free',
                state: 'active',
                expiresAt: '2027-02-01T12:00:00.000Z',
              },
            ],
          }),
        ]),
    });
    const table = await screen.findByRole('table', {
      name: 'AI models that this team can call',
    });
    await within(table).findByText('Free');
    expect(
      within(table)
        .getAllByRole('row')
        .map(row =>
          [...row.children].map(({ textContent }) => textContent).join(' | '),
        )[1],
    ).toBe(
      'Granite 3.3 8B | Off | Free | Active |  | Feb 1, 2027 | $0.0375 / $0.15',
    );
    expect(
      screen.getByRole('link', { name: 'Keys of your teams' }),
    ).toHaveAttribute('href', '/maas/keys?scope=all');
    expect(
      screen.getByRole('link', { name: 'Request access' }),
    ).toHaveAttribute('href', '/create/templates/default/request-model-access');
    expect(api.listModels).toHaveBeenCalledWith(
      { team: 'group:default/cs-department', limit: 50, cursor: undefined },
      expect.anything(),
    );
  });

  it('says what to do where there is nothing to call', async () => {
    await renderTab({});
    expect(
      await screen.findByText('This team can call no model yet'),
    ).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Go to the models' }),
    ).toHaveAttribute('href', '/maas/models');
  });

  it.each([
    [404, 'There is no team "group:default/cs-department"'],
    [403, 'Not allowed'],
  ])('explains the %i of a team of others', async (status, message) => {
    await renderTab({
      listModels: async () => {
        throw await refusal(status, message);
      },
    });
    expect(
      await screen.findByText('You may not see what this team can call'),
    ).toBeVisible();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.queryByRole('link', { name: 'Request access' })).toBeNull();
  });

  it('says what went wrong, and tries again', async () => {
    let healthy = false;
    const { click } = await renderTab({
      listModels: async () => {
        if (!healthy) {
          throw await refusal(500, 'Out of order');
        }
        return pageOf([]);
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent('Out of order');
    healthy = true;
    await click.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByText('This team can call no model yet'),
    ).toBeVisible();
  });
});
