import type { AccessRequest } from '@openmaas/backstage-plugin-maas-common';
import { configure, screen, waitFor, within } from '@testing-library/react';
import { aRequest, REQUEST_ID } from '../../../__testUtils__/fixtures';
import { pageOf, refusal } from '../../../__testUtils__/mockMaasApi';
import { renderMaas } from '../../../__testUtils__/renderMaas';

configure({ asyncUtilTimeout: 20_000 });
jest.setTimeout(60_000);

const path = '/maas/requests';
const OTHER_ID = '019a9b1c-7d2e-7f00-8a1b-2c3d4e5f6999';

const NOTHING = {
  decide: false,
  withdraw: false,
  answer: false,
  comment: false,
  askAgain: false,
};

/** A request that the user may decide about. */
const toDecide = (overrides: Partial<AccessRequest> = {}) =>
  aRequest({ permissions: { ...NOTHING, decide: true }, ...overrides });

const other = (overrides: Partial<AccessRequest> = {}) =>
  toDecide({
    id: OTHER_ID,
    team: 'group:default/library',
    requester: 'user:default/lea',
    ...overrides,
  });

describe('deciding about several requests', () => {
  const choose = (name: RegExp) => screen.getByRole('checkbox', { name });

  it('approves those that are chosen, with what became of each', async () => {
    const decided = new Set<string>();
    const { api, click } = await renderMaas({
      path: `${path}?scope=to-decide`,
      api: {
        listAccessRequests: async () =>
          pageOf([toDecide(), other()].filter(({ id }) => !decided.has(id))),
        decideAccessRequests: async () => {
          decided.add(REQUEST_ID);
          return {
            items: [
              { id: REQUEST_ID, ok: true, state: 'approved' },
              { id: OTHER_ID, ok: false, error: 'Lea has withdrawn it' },
            ],
          };
        },
      },
    });
    await screen.findByRole('link', { name: 'library' });
    await click.click(choose(/cs-department/));
    await click.click(choose(/library/));
    await click.click(screen.getByRole('button', { name: 'Approve…' }));
    const dialog = within(
      await screen.findByRole('dialog', { name: 'Approve 2 requests?' }),
    );
    expect(
      dialog.getAllByRole('listitem').map(({ textContent }) => textContent),
    ).toEqual([
      'granite-3 for cs-departmentpremium, asked by danaA chatbot for my thesis',
      'granite-3 for librarypremium, asked by leaA chatbot for my thesis',
    ]);
    expect(api.decideAccessRequests).not.toHaveBeenCalled();
    await click.click(dialog.getByRole('button', { name: 'Approve' }));
    expect(api.decideAccessRequests).toHaveBeenCalledWith({
      ids: [REQUEST_ID, OTHER_ID],
      decision: 'approve',
    });
    expect(
      await dialog.findByText(
        '1 request could not be decided and stays chosen.',
      ),
    ).toBeInTheDocument();
    expect(dialog.getByText('Approved')).toBeInTheDocument();
    expect(dialog.getByText('Lea has withdrawn it')).toBeInTheDocument();
    // The header has a button of the same name.
    await click.click(dialog.getAllByRole('button', { name: 'Close' })[1]);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());

    // What failed stays chosen, with its reason; what was decided is gone.
    expect(screen.getByText('1 request chosen')).toBeInTheDocument();
    expect(choose(/library/)).toBeChecked();
    expect(screen.getByText('Lea has withdrawn it')).toBeInTheDocument();
    await waitFor(() =>
      expect(screen.queryByRole('link', { name: 'cs-department' })).toBeNull(),
    );
  });

  it('denies only with a reason', async () => {
    const { api, click } = await renderMaas({
      path: `${path}?scope=to-decide`,
      api: {
        listAccessRequests: async () => pageOf([toDecide()]),
        decideAccessRequests: async () => ({
          items: [{ id: REQUEST_ID, ok: true, state: 'denied' }],
        }),
      },
    });
    await screen.findByRole('link', { name: 'granite-3' });
    await click.click(choose(/cs-department/));
    await click.click(screen.getByRole('button', { name: 'Deny…' }));
    const dialog = within(
      await screen.findByRole('dialog', { name: 'Deny 1 request?' }),
    );
    const deny = dialog.getByRole('button', { name: 'Deny' });
    await click.type(dialog.getByRole('textbox', { name: /Reason/ }), '  ');
    expect(deny).toBeDisabled();
    await click.type(
      dialog.getByRole('textbox', { name: /Reason/ }),
      'Take the free plan ',
    );
    await click.click(deny);
    expect(await dialog.findByText('All are decided.')).toBeInTheDocument();
    expect(api.decideAccessRequests).toHaveBeenCalledWith({
      ids: [REQUEST_ID],
      decision: 'deny',
      reason: 'Take the free plan',
    });
  });

  it('says for each why a whole call failed, and loses nothing', async () => {
    const { click } = await renderMaas({
      path: `${path}?scope=to-decide`,
      api: {
        listAccessRequests: async () => pageOf([toDecide(), other()]),
        decideAccessRequests: async () => {
          throw await refusal(500, 'Out of order');
        },
      },
    });
    await screen.findByRole('link', { name: 'library' });
    await click.click(
      screen.getByRole('checkbox', { name: 'Choose all that you may decide' }),
    );
    await click.click(screen.getByRole('button', { name: 'Approve…' }));
    const dialog = within(await screen.findByRole('dialog'));
    await click.click(dialog.getByRole('button', { name: 'Approve' }));
    expect(await dialog.findAllByText('Out of order')).toHaveLength(2);
    await click.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(screen.getByText('2 requests chosen')).toBeInTheDocument();
  });

  it('offers nothing to whoever may only read', async () => {
    await renderMaas({
      path: `${path}?scope=all`,
      api: {
        listAccessRequests: async () =>
          pageOf([aRequest({ permissions: NOTHING })]),
      },
    });
    await screen.findByRole('link', { name: 'granite-3' });
    expect(screen.queryByRole('checkbox')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Approve…' })).toBeNull();
    expect(
      screen.queryByRole('button', { name: 'While I am away…' }),
    ).toBeNull();
  });
});
