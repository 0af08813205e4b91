import { EntityProvider } from '@backstage/plugin-catalog-react';
import type { Grant, MaasApi } from '@openmaas/backstage-plugin-maas-common';
import { configure, screen, waitFor, within } from '@testing-library/react';
import { aGroup, aModelEntity } from '../../__testUtils__/entities';
import { aModel, aPlan } from '../../__testUtils__/fixtures';
import { pageOf, refusal } from '../../__testUtils__/mockMaasApi';
import { renderMaas } from '../../__testUtils__/renderMaas';
import { EntityGroupModelsContent } from '../EntityGroupModelsContent';
import { EntityModelConsumersCard } from '../ModelConsumersCard';

configure({ asyncUtilTimeout: 20_000 });
jest.setTimeout(60_000);

const GRANT_ID = '019a9b1c-7d2e-7f00-8a1b-2c3d4e5f6073';
const TEAM = 'group:default/cs-department';

const aGrant = (overrides: Partial<Grant> = {}): Grant => ({
  id: GRANT_ID,
  team: TEAM,
  model: 'granite-3',
  plan: 'free',
  state: 'active',
  monthlyBudget: '25000000000',
  permissions: { update: true },
  ...overrides,
});

const callable = aModel({
  access: [{ team: TEAM, plan: 'free', state: 'active' }],
});

const renderTeam = (api: Partial<MaasApi>) =>
  renderMaas(
    { api: { listPlans: async () => [aPlan()], ...api } },
    <EntityProvider entity={aGroup()}>
      <EntityGroupModelsContent />
    </EntityProvider>,
  );

const texts = (row: HTMLElement) =>
  [...row.children].map(({ textContent }) => textContent).slice(0, 6);

describe('what a team may use', () => {
  it('can be suspended, with a reason', async () => {
    let suspended = false;
    const { api, click } = await renderTeam({
      listModels: async query =>
        pageOf(suspended && query?.team ? [] : [callable]),
      listGrants: async () =>
        pageOf([
          suspended
            ? aGrant({ state: 'suspended', reason: 'Too expensive' })
            : aGrant(),
        ]),
      suspendGrant: async () => {
        suspended = true;
        return aGrant({ state: 'suspended' });
      },
    });
    await screen.findByText('$25.00');
    await click.click(
      await screen.findByRole('button', {
        name: 'What to do with the access of cs-department to Granite 3.3 8B',
      }),
    );
    await click.click(
      await screen.findByRole('menuitem', { name: 'Suspend…' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    const suspend = dialog.getByRole('button', { name: 'Suspend' });
    expect(suspend).toBeDisabled();
    await click.type(
      dialog.getByRole('textbox', { name: /Reason/ }),
      'Too expensive ',
    );
    await click.click(suspend);
    expect(api.suspendGrant).toHaveBeenCalledWith(GRANT_ID, {
      reason: 'Too expensive',
    });
    // Its model cannot be called any more, but it is still there to be resumed.
    expect(
      await screen.findByText('because: Too expensive'),
    ).toBeInTheDocument();
    await waitFor(() =>
      expect(texts(screen.getAllByRole('row')[1])).toEqual([
        'Granite 3.3 8B',
        'Ready',
        'Free',
        'Suspendedbecause: Too expensive',
        '$25.00',
        'never',
      ]),
    );
  });

  it.each([
    ['Resume…', 'Resume', 'resumeGrant'],
    ['Revoke…', 'Revoke for good', 'revokeGrant'],
  ] as const)(
    'can be changed when it is suspended: %s',
    async (item, label, method) => {
      const { api, click } = await renderTeam({
        listGrants: async () => pageOf([aGrant({ state: 'suspended' })]),
        [method]: async () => aGrant(),
      });
      await click.click(
        await screen.findByRole('button', { name: /What to do/ }),
      );
      expect(screen.queryByRole('menuitem', { name: 'Suspend…' })).toBeNull();
      await click.click(await screen.findByRole('menuitem', { name: item }));
      const dialog = within(await screen.findByRole('dialog'));
      await click.type(dialog.getByRole('textbox', { name: /Reason/ }), 'So');
      await click.click(dialog.getByRole('button', { name: label }));
      await waitFor(() =>
        expect(api[method]).toHaveBeenCalledWith(GRANT_ID, { reason: 'So' }),
      );
    },
  );

  it('looks again where somebody else was faster', async () => {
    let revoked = false;
    const { click } = await renderTeam({
      listModels: async () => pageOf(revoked ? [] : [callable]),
      listGrants: async () => pageOf(revoked ? [] : [aGrant()]),
      revokeGrant: async () => {
        revoked = true;
        throw await refusal(409, 'It is revoked already');
      },
    });
    await click.click(
      await screen.findByRole('button', { name: /What to do/ }),
    );
    await click.click(await screen.findByRole('menuitem', { name: 'Revoke…' }));
    const dialog = within(await screen.findByRole('dialog'));
    await click.type(dialog.getByRole('textbox', { name: /Reason/ }), 'So');
    await click.click(dialog.getByRole('button', { name: /Revoke/ }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'It is revoked already',
    );
    await click.keyboard('{Escape}');
    expect(
      await screen.findByText('This team can call no model yet'),
    ).toBeInTheDocument();
  });

  it('is only read by those who may not change it', async () => {
    await renderTeam({
      listModels: async () => pageOf([callable]),
      listGrants: async () =>
        pageOf([aGrant({ permissions: { update: false } })]),
    });
    await screen.findByText('$25.00');
    expect(screen.queryByRole('button', { name: /What to do/ })).toBeNull();
    expect(screen.queryByRole('columnheader', { name: 'Actions' })).toBeNull();
  });
});

describe('who may call a model', () => {
  const renderModel = (api: Partial<MaasApi>) =>
    renderMaas(
      { api: { listModels: async () => pageOf([callable]), ...api } },
      <EntityProvider entity={aModelEntity()}>
        <EntityModelConsumersCard />
      </EntityProvider>,
    );

  it('is shown to those who may take it away', async () => {
    const { api } = await renderModel({
      listGrants: async () =>
        pageOf([
          aGrant(),
          aGrant({
            id: 'other',
            team: 'group:default/library',
            permissions: { update: false },
          }),
        ]),
    });
    const table = await screen.findByRole('table', {
      name: 'Access of teams to this model',
    });
    expect(
      within(table).getByRole('link', { name: 'cs-department' }),
    ).toBeInTheDocument();
    // One of them belongs to somebody else.
    expect(
      within(table)
        .getAllByRole('button')
        .map(button => button.getAttribute('aria-label')),
    ).toEqual([
      'What to do with the access of cs-department to Granite 3.3 8B',
    ]);
    expect(api.listGrants).toHaveBeenCalledWith(
      expect.objectContaining({ model: 'granite-3' }),
      expect.anything(),
    );
  });

  it('is nothing to anybody else', async () => {
    const { api } = await renderModel({
      listGrants: async () =>
        pageOf([aGrant({ permissions: { update: false } })]),
    });
    await screen.findByText('Nobody says that they use it');
    await waitFor(() => expect(api.listGrants).toHaveBeenCalled());
    expect(screen.queryByText('Teams that may call this model')).toBeNull();
  });
});
