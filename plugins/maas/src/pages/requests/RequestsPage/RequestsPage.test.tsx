import { screen, waitFor, within } from '@testing-library/react';
import {
  aModel,
  aRequest,
  KEY_ID,
  REQUEST_ID,
} from '../../../__testUtils__/fixtures';
import { pageOf, refusal } from '../../../__testUtils__/mockMaasApi';
import { renderMaas } from '../../../__testUtils__/renderMaas';

const path = '/maas/requests';

describe('RequestsPage', () => {
  it('shows what I asked for and what it waits for', async () => {
    const { api } = await renderMaas({
      path,
      api: {
        listModels: async () => pageOf([aModel({ simulated: true })]),
        listAccessRequests: async () => pageOf([aRequest()]),
      },
    });
    for (const text of [
      'Waiting',
      'A chatbot for my thesis',
      'premium',
      'The plan premium needs approval',
    ]) {
      expect(await screen.findByText(text)).toBeInTheDocument();
    }
    expect(
      await screen.findByRole('link', { name: 'Granite 3.3 8B' }),
    ).toHaveAttribute('href', '/catalog/maas/resource/granite-3');
    expect(screen.getByRole('img', { name: 'Simulated' })).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Open the key' })).toHaveAttribute(
      'href',
      `/maas/keys/${KEY_ID}`,
    );
    expect(screen.queryByRole('button', { name: 'Approve' })).toBeNull();
    expect(api.listAccessRequests).toHaveBeenCalledWith(
      { scope: 'mine', cursor: undefined },
      expect.anything(),
    );
  });

  it('shows who decided, when and why', async () => {
    await renderMaas({
      path,
      api: {
        listAccessRequests: async () =>
          pageOf([
            aRequest({
              state: 'denied',
              waitsFor: undefined,
              decidedAt: '2026-11-02T08:00:00.000Z',
              decidedBy: 'user:default/petra',
              decisionReason: 'Take the free plan first',
              permissions: { decide: false, withdraw: false },
            }),
            aRequest({
              id: 'b',
              state: 'approved',
              waitsFor: undefined,
              decidedAt: '2026-11-02T08:00:00.000Z',
              decidedBy: 'rule:plan-free',
              permissions: { decide: false, withdraw: false },
            }),
          ]),
      },
    });
    expect(await screen.findByText('Denied')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'petra' })).toBeInTheDocument();
    expect(screen.getByText('Take the free plan first')).toBeInTheDocument();
    expect(screen.getByText('the rule “plan-free”')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Withdraw' })).toBeNull();
    // Without the list of models, ids stand in for titles.
    expect(screen.getAllByRole('link', { name: 'granite-3' })).toHaveLength(2);
  });

  it('withdraws after a question', async () => {
    const { api, click } = await renderMaas({
      path,
      api: {
        listAccessRequests: async () => pageOf([aRequest()]),
        withdrawAccessRequest: async () =>
          aRequest({
            state: 'cancelled',
            waitsFor: undefined,
            permissions: { decide: false, withdraw: false },
          }),
      },
    });
    await click.click(await screen.findByRole('button', { name: 'Withdraw' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(api.withdrawAccessRequest).not.toHaveBeenCalled();
    await click.click(dialog.getByRole('button', { name: 'Withdraw' }));
    expect(await screen.findByText('Withdrawn')).toBeInTheDocument();
    expect(api.withdrawAccessRequest).toHaveBeenCalledWith(REQUEST_ID);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(screen.queryByRole('button', { name: 'Withdraw' })).toBeNull();
  });

  it.each([
    ['Approve', 'approveAccessRequest', 'approved', 'Approved'],
    ['Deny', 'denyAccessRequest', 'denied', 'Denied'],
  ] as const)('%ss with a reason', async (label, method, state, tag) => {
    const { api, click, address } = await renderMaas({
      path,
      user: 'user:default/petra',
      api: {
        listAccessRequests: async query =>
          query?.scope === 'to-decide'
            ? pageOf([
                aRequest({ permissions: { decide: true, withdraw: false } }),
              ])
            : pageOf([]),
        [method]: async () =>
          aRequest({ state, permissions: { decide: false, withdraw: false } }),
      },
    });
    await click.click(screen.getByRole('radio', { name: 'To decide' }));
    await click.click(await screen.findByRole('button', { name: label }));
    expect(address()).toBe('/maas/requests?scope=to-decide');
    const dialog = within(await screen.findByRole('dialog'));
    await click.type(
      dialog.getByRole('textbox', { name: /Reason/ }),
      ' Because ',
    );
    await click.click(dialog.getByRole('button', { name: label }));
    expect(await screen.findByText(tag)).toBeInTheDocument();
    expect(api[method]).toHaveBeenCalledWith(REQUEST_ID, { reason: 'Because' });
  });

  it('shows why a decision was refused', async () => {
    const { click } = await renderMaas({
      path: `${path}?scope=to-decide`,
      api: {
        listAccessRequests: async () =>
          pageOf([
            aRequest({ permissions: { decide: true, withdraw: false } }),
          ]),
        approveAccessRequest: async () => {
          throw await refusal(409, 'It was withdrawn');
        },
      },
    });
    await click.click(await screen.findByRole('button', { name: 'Approve' }));
    const dialog = within(await screen.findByRole('dialog'));
    await click.click(dialog.getByRole('button', { name: 'Approve' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'It was withdrawn',
    );
  });

  it.each(['Approve', 'Deny'])(
    'shows the new state where it was decided elsewhere (%s)',
    async label => {
      let decided = false;
      const refuse = async () => {
        decided = true;
        throw await refusal(409, 'It was withdrawn');
      };
      const { click } = await renderMaas({
        path: `${path}?scope=all`,
        api: {
          listAccessRequests: async () =>
            pageOf([
              decided
                ? aRequest({
                    state: 'cancelled',
                    permissions: { decide: false, withdraw: false },
                  })
                : aRequest({ permissions: { decide: true, withdraw: false } }),
            ]),
          approveAccessRequest: refuse,
          denyAccessRequest: refuse,
        },
      });
      await click.click(await screen.findByRole('button', { name: label }));
      const dialog = within(await screen.findByRole('dialog'));
      await click.click(dialog.getByRole('button', { name: label }));
      expect(await dialog.findByRole('alert')).toHaveTextContent(
        'It was withdrawn',
      );
      await click.click(dialog.getByRole('button', { name: 'Cancel' }));
      expect(await screen.findByText('Withdrawn')).toBeInTheDocument();
      expect(screen.queryByRole('button', { name: label })).toBeNull();
    },
  );

  it.each([
    ['mine', 'You have not asked for anything yet'],
    ['to-decide', 'Nothing waits for you'],
    ['all', 'There are no requests that you may see'],
    ['nonsense', 'You have not asked for anything yet'],
  ])('says what an empty list means (%s)', async (scope, title) => {
    await renderMaas({ path: `${path}?scope=${scope}` });
    expect(await screen.findByText(title)).toBeInTheDocument();
  });

  it('says what went wrong', async () => {
    await renderMaas({
      path,
      api: {
        listAccessRequests: async () => {
          throw await refusal(401, 'Expired');
        },
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent('Sign in again');
  });
});
