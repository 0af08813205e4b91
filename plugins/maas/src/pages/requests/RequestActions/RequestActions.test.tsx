import type {
  AccessRequest,
  MaasApi,
} from '@openmaas/backstage-plugin-maas-common';
import { configure, screen, waitFor, within } from '@testing-library/react';
import {
  aModel,
  aPlan,
  aRequest,
  REQUEST_ID,
} from '../../../__testUtils__/fixtures';
import { pageOf, refusal } from '../../../__testUtils__/mockMaasApi';
import { renderMaas } from '../../../__testUtils__/renderMaas';

configure({ asyncUtilTimeout: 20_000 });
jest.setTimeout(60_000);

const TEAM = 'group:default/cs-department';
const PERMISSIONS = {
  decide: true,
  withdraw: false,
  answer: false,
  comment: false,
  askAgain: false,
};
const [grant] = aRequest().grants;

/** A request for two models, at a step that is about both. */
const twoModels = (overrides: Partial<AccessRequest> = {}) =>
  aRequest({
    permissions: PERMISSIONS,
    timeline: [],
    monthlyBudget: '25000000000',
    grants: [grant, { ...grant, id: 'g2', model: 'devstral' }],
    steps: [
      {
        kind: 'model-owner',
        state: 'open',
        deciders: ['group:default/platform-team'],
        models: ['granite-3', 'devstral'],
      },
    ],
    ...overrides,
  });

const done = (overrides: Partial<AccessRequest> = {}) =>
  twoModels({ permissions: { ...PERMISSIONS, decide: false }, ...overrides });

async function openPage(request: AccessRequest, api: Partial<MaasApi> = {}) {
  return renderMaas({
    path: `/maas/requests/${REQUEST_ID}`,
    user: 'user:default/petra',
    api: {
      listModels: async () =>
        pageOf([
          aModel({ plans: ['trial', 'free', 'premium', 'enterprise'] }),
          aModel({
            id: 'devstral',
            title: 'Devstral',
            plans: ['free', 'premium', 'enterprise'],
          }),
        ]),
      listPlans: async () => [
        aPlan(),
        aPlan({ id: 'trial', title: 'Trial', tokensPerMinute: 10 }),
        aPlan({ id: 'premium', title: 'Premium', tokensPerMinute: 1000 }),
        aPlan({ id: 'enterprise', title: 'Enterprise', tokensPerMinute: 5000 }),
      ],
      getAccessRequest: async () => request,
      ...api,
    },
  });
}

async function openDialog(
  name: string,
  request: AccessRequest,
  api: Partial<MaasApi> = {},
) {
  const rendered = await openPage(request, api);
  await rendered.click.click(await screen.findByRole('button', { name }));
  const element = await screen.findByRole('dialog');
  return { ...rendered, dialog: within(element) };
}

describe('approving a request', () => {
  it('grants what was asked for, unless told otherwise', async () => {
    const { api, click, dialog } = await openDialog('Approve…', twoModels(), {
      approveAccessRequest: async () => done({ state: 'approved' }),
    });
    await click.click(dialog.getByRole('button', { name: 'Approve' }));
    expect(
      await screen.findByText('The team can use the models'),
    ).toBeInTheDocument();
    expect(api.approveAccessRequest).toHaveBeenCalledWith(REQUEST_ID, {});
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('shows what the team has now', async () => {
    const { api, dialog } = await openDialog('Approve…', twoModels(), {
      listGrants: async () =>
        pageOf([
          {
            ...grant,
            id: 'held',
            plan: 'free',
            state: 'active',
            monthlyBudget: '5000000000',
          },
        ]),
    });
    const now = within(
      dialog.getByRole('region', { name: 'What the team has now' }),
    );
    expect(await now.findByText('Free, Active')).toBeInTheDocument();
    expect(now.getByText('$5.00').parentElement).toHaveTextContent(
      '$5.00 a month',
    );
    expect(now.getByText('no access that you may see')).toBeInTheDocument();
    expect(api.listGrants).toHaveBeenCalledWith(
      { team: TEAM, limit: 500 },
      expect.anything(),
    );
  });

  it('grants less: fewer models, another plan, a lower budget, an earlier end', async () => {
    const { api, click, dialog } = await openDialog('Approve…', twoModels(), {
      approveAccessRequest: async () => done({ state: 'approved' }),
    });
    // Only plans that all chosen models are offered under, and none that is larger.
    await click.click(dialog.getByRole('button', { name: /Plan/ }));
    expect(
      (await screen.findAllByRole('option')).map(option => option.textContent),
    ).toEqual(['Premium (asked for)', 'Free']);
    await click.click(screen.getByRole('option', { name: 'Free' }));
    await click.click(dialog.getByRole('checkbox', { name: 'Devstral' }));
    const budget = dialog.getByRole('textbox', { name: /Monthly budget/ });
    expect(budget).toHaveValue('25.00');
    await click.clear(budget);
    await click.type(budget, '10.5');
    const days = dialog.getByRole('textbox', { name: /Ends after/ });
    await click.clear(days);
    await click.type(days, '30');
    await click.type(
      dialog.getByRole('textbox', { name: /Reason/ }),
      ' Enough for a start ',
    );
    await click.click(dialog.getByRole('button', { name: 'Approve' }));
    await waitFor(() =>
      expect(api.approveAccessRequest).toHaveBeenCalledWith(REQUEST_ID, {
        models: ['granite-3'],
        plan: 'free',
        monthlyBudget: '10500000000',
        expiresInDays: 30,
        reason: 'Enough for a start',
      }),
    );
  });

  it.each([
    ['26', 'More than was asked for.'],
    ['much', 'Write an amount such as 25 or 12.50.'],
    ['', 'Write an amount such as 25 or 12.50.'],
  ])('grants no budget of “%s”', async (amount, fault) => {
    const { click, dialog } = await openDialog('Approve…', twoModels());
    const budget = dialog.getByRole('textbox', { name: /Monthly budget/ });
    await click.clear(budget);
    if (amount) {
      await click.type(budget, amount);
    }
    expect(dialog.getByText(fault)).toBeInTheDocument();
    expect(dialog.getByRole('button', { name: 'Approve' })).toBeDisabled();
  });

  it('needs a model to grant', async () => {
    const { click, dialog } = await openDialog('Approve…', twoModels());
    await click.click(dialog.getByRole('checkbox', { name: 'Devstral' }));
    await click.click(dialog.getByRole('checkbox', { name: /Granite/ }));
    expect(dialog.getByRole('button', { name: 'Approve' })).toBeDisabled();
  });

  it('goes on from what an earlier step has decided', async () => {
    const { api, click, dialog } = await openDialog(
      'Approve…',
      twoModels({
        grants: [
          {
            ...grant,
            plan: 'free',
            monthlyBudget: '10000000000',
          },
          { ...grant, id: 'g2', model: 'devstral', state: 'denied' },
        ],
        steps: [
          { ...twoModels().steps[0], state: 'approved' },
          { ...twoModels().steps[0], kind: 'team-owner' },
        ],
        timeline: [
          {
            id: 'e2',
            at: '2026-11-01T10:00:00.000Z',
            actor: 'user:default/petra',
            event: 'step-approved',
            details: { models: ['granite-3'], expiresInDays: 30 },
          },
        ],
      }),
      { approveAccessRequest: async () => done({ state: 'approved' }) },
    );
    expect(dialog.queryByRole('checkbox')).toBeNull();
    expect(dialog.getByRole('textbox', { name: /Monthly budget/ })).toHaveValue(
      '10.00',
    );
    expect(dialog.getByRole('textbox', { name: /Ends after/ })).toHaveValue(
      '30',
    );
    await click.click(dialog.getByRole('button', { name: 'Approve' }));
    await waitFor(() =>
      expect(api.approveAccessRequest).toHaveBeenCalledWith(REQUEST_ID, {}),
    );
  });

  it('says that somebody else was faster, and shows how it stands then', async () => {
    let request = twoModels();
    const { click, dialog } = await openDialog('Approve…', twoModels(), {
      getAccessRequest: async () => request,
      approveAccessRequest: async () => {
        request = done({ state: 'cancelled' });
        throw await refusal(409, 'Dana has withdrawn it');
      },
    });
    await click.click(dialog.getByRole('button', { name: 'Approve' }));
    const alert = await dialog.findByRole('alert');
    expect(alert).toHaveTextContent('Dana has withdrawn it');
    expect(alert).toHaveTextContent('Something has changed in between');
    await click.keyboard('{Escape}');
    expect(
      await screen.findByText('This request was withdrawn'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Approve…' })).toBeNull();
  });
});

describe('deciding otherwise', () => {
  it('denies with a reason, from the keyboard alone', async () => {
    const { api, click } = await openPage(twoModels(), {
      denyAccessRequest: async () =>
        done({ state: 'denied', decisionReason: 'Take the free plan' }),
    });
    (await screen.findByRole('button', { name: 'Deny…' })).focus();
    await click.keyboard('{Enter}');
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByRole('button', { name: 'Deny' })).toBeDisabled();
    const field = dialog.getByRole('textbox', { name: /Reason/ });
    for (let tabs = 0; document.activeElement !== field && tabs < 5; tabs++) {
      await click.tab();
    }
    await click.keyboard('Take the free plan');
    await click.tab();
    await click.tab();
    expect(dialog.getByRole('button', { name: 'Deny' })).toHaveFocus();
    await click.keyboard('{Enter}');
    expect(
      await screen.findByText('This request was denied'),
    ).toBeInTheDocument();
    expect(screen.getByText('Take the free plan')).toBeInTheDocument();
    expect(api.denyAccessRequest).toHaveBeenCalledWith(REQUEST_ID, {
      reason: 'Take the free plan',
    });
  });

  it('asks back', async () => {
    const { api, click, dialog } = await openDialog('Ask back…', twoModels(), {
      askBackAccessRequest: async () =>
        done({ state: 'asked-back', question: 'How many?' }),
    });
    const ask = dialog.getByRole('button', { name: 'Ask' });
    expect(ask).toBeDisabled();
    await click.type(
      dialog.getByRole('textbox', { name: /Question/ }),
      'How many? ',
    );
    await click.click(ask);
    expect(await screen.findByText('Needs an answer')).toBeInTheDocument();
    expect(api.askBackAccessRequest).toHaveBeenCalledWith(REQUEST_ID, {
      text: 'How many?',
    });
  });

  it('withdraws after a question', async () => {
    const mine = twoModels({
      permissions: { ...PERMISSIONS, decide: false, withdraw: true },
    });
    const { api, click, dialog } = await openDialog('Withdraw…', mine, {
      withdrawAccessRequest: async () => done({ state: 'cancelled' }),
    });
    expect(screen.queryByRole('button', { name: 'Approve…' })).toBeNull();
    expect(api.withdrawAccessRequest).not.toHaveBeenCalled();
    await click.click(dialog.getByRole('button', { name: 'Withdraw' }));
    expect(
      await screen.findByText('This request was withdrawn'),
    ).toBeInTheDocument();
    expect(api.withdrawAccessRequest).toHaveBeenCalledWith(REQUEST_ID);
  });

  it('does nothing where the dialog is closed', async () => {
    const { api, click } = await openDialog('Deny…', twoModels());
    await click.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(api.denyAccessRequest).not.toHaveBeenCalled();
  });
});
