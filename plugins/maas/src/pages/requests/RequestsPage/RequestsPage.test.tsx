import { signalApiRef } from '@backstage/plugin-signals-react';
import { TestApiProvider } from '@backstage/test-utils';
import type {
  AccessRequest,
  LiveMessage,
} from '@openmaas/backstage-plugin-maas-common';
import {
  act,
  configure,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import {
  aModel,
  aPlan,
  aRequest,
  REQUEST_ID,
} from '../../../__testUtils__/fixtures';
import { pageOf, refusal } from '../../../__testUtils__/mockMaasApi';
import { renderMaas } from '../../../__testUtils__/renderMaas';
import { MaasPage } from '../../MaasPage';

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

const texts = (row: HTMLElement) =>
  [...row.children].map(({ textContent }) => textContent);

describe('RequestsPage', () => {
  it('shows who asks for what, and for whom it waits', async () => {
    const decideBy = new Date(Date.now() + 3.5 * 86_400_000).toISOString();
    const createdAt = new Date(Date.now() - 2.5 * 3_600_000).toISOString();
    const { api } = await renderMaas({
      path,
      api: {
        listModels: async () => pageOf([aModel()]),
        listPlans: async () => [aPlan({ id: 'premium', title: 'Premium' })],
        listAccessRequests: async () =>
          pageOf([
            aRequest({
              monthlyBudget: '25000000000',
              decideBy,
              createdAt,
              steps: [
                {
                  kind: 'model-owner',
                  state: 'approved',
                  deciders: ['group:default/platform-team'],
                  models: ['granite-3'],
                },
                {
                  kind: 'team-owner',
                  state: 'open',
                  deciders: ['user:default/tom'],
                  models: ['granite-3'],
                },
              ],
            }),
          ]),
      },
    });
    const link = await screen.findByRole('link', { name: 'Granite 3.3 8B' });
    expect(link).toHaveAttribute('href', `/maas/requests/${REQUEST_ID}`);
    await screen.findByText('Premium');
    const [, row] = screen.getAllByRole('row');
    expect(texts(row)).toEqual([
      'Granite 3.3 8BA chatbot for my thesis',
      'Waiting',
      'cs-department',
      'dana',
      'Premium',
      '$25.00',
      'tomstep 2 of 2',
      'in 3 days',
      '2 hours ago',
    ]);
    expect(screen.queryByRole('checkbox')).toBeNull();
    expect(api.listAccessRequests).toHaveBeenCalledWith(
      { scope: 'mine', sort: '-created', limit: 50, cursor: undefined },
      expect.anything(),
    );
  });

  it('waits for the requester where something was asked back, and for nobody after the end', async () => {
    await renderMaas({
      path,
      api: {
        listAccessRequests: async () =>
          pageOf([
            aRequest({ state: 'asked-back' }),
            aRequest({
              id: OTHER_ID,
              state: 'expired',
              decideBy: '2026-11-02T08:00:00.000Z',
            }),
          ]),
      },
    });
    const table = within(await screen.findByRole('table'));
    expect(table.getByText('Needs an answer')).toBeInTheDocument();
    const [, asked, expired] = screen.getAllByRole('row').map(texts);
    expect(asked[6]).toBe('dana');
    expect(expired.slice(6, 8)).toEqual(['', '']);
  });

  it('keeps scope, filters and order in the address, and asks the server for them', async () => {
    const { api, click, address } = await renderMaas({
      path: `${path}?scope=all&state=denied&state=expired&team=group%3Adefault%2Fcs-department&model=granite-3&q=thesis&sort=decideBy`,
      api: {
        listModels: async () => pageOf([aModel()]),
        listAccessRequests: async query =>
          query?.state ? pageOf([]) : pageOf([aRequest()]),
      },
    });
    expect(await screen.findByText('No request fits')).toBeInTheDocument();
    expect(api.listAccessRequests).toHaveBeenCalledWith(
      {
        scope: 'all',
        search: 'thesis',
        state: ['denied', 'expired'],
        team: 'group:default/cs-department',
        model: 'granite-3',
        sort: 'decideBy',
        limit: 50,
      },
      expect.anything(),
    );
    expect(await screen.findByRole('combobox', { name: 'Model' })).toHaveValue(
      'Granite 3.3 8B',
    );
    await click.click(
      screen.getByRole('button', { name: 'Clear all filters' }),
    );
    await screen.findByRole('link', { name: 'Granite 3.3 8B' });
    expect(address()).toBe('/maas/requests?scope=all&sort=decideBy');
    await click.click(screen.getByRole('button', { name: /soonest/ }));
    await click.click(await screen.findByRole('option', { name: 'By team' }));
    expect(address()).toBe('/maas/requests?scope=all&sort=team');
  });

  it('filters by state', async () => {
    const { click, address } = await renderMaas({ path: `${path}?scope=all` });
    await click.click(screen.getByRole('button', { name: /All states/ }));
    await click.click(await screen.findByRole('option', { name: 'Denied' }));
    await waitFor(() =>
      expect(address()).toBe('/maas/requests?scope=all&state=denied'),
    );
  });

  it('says how much there is to decide', async () => {
    const { click, address } = await renderMaas({
      path,
      api: {
        listAccessRequests: async query =>
          query?.scope === 'to-decide'
            ? pageOf([toDecide()], { totalItems: 1234 })
            : pageOf([]),
      },
    });
    await click.click(
      await screen.findByRole('radio', { name: 'To decide (1,234)' }),
    );
    expect(
      await screen.findByRole('link', { name: 'granite-3' }),
    ).toBeInTheDocument();
    expect(address()).toBe('/maas/requests?scope=to-decide');
  });

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

  it('follows changes without losing what is loaded and chosen', async () => {
    const listeners: Array<(message: LiveMessage) => void> = [];
    const signals = {
      subscribe: (_: string, listener: (message: any) => void) => {
        listeners.push(listener);
        return { unsubscribe: () => {} };
      },
    };
    let changed = false;
    const { api, click } = await renderMaas(
      {
        path: `${path}?scope=all`,
        api: {
          listAccessRequests: async query => {
            const first = toDecide();
            const second = other(
              changed ? { state: 'denied', permissions: NOTHING } : {},
            );
            if (query?.cursor) {
              return pageOf([second], { totalItems: 2 });
            }
            return changed
              ? pageOf([first, second])
              : pageOf([first], { totalItems: 2, nextCursor: 'next' });
          },
        },
      },
      <TestApiProvider apis={[[signalApiRef, signals]]}>
        <MaasPage />
      </TestApiProvider>,
    );
    await click.click(await screen.findByRole('button', { name: 'Load more' }));
    await screen.findByRole('link', { name: 'library' });
    await click.click(
      screen.getByRole('checkbox', { name: 'Choose all that you may decide' }),
    );
    expect(screen.getByText('2 requests chosen')).toBeInTheDocument();
    changed = true;
    act(() =>
      listeners.forEach(listener => listener({ kind: 'access-request' })),
    );
    const table = within(screen.getByRole('table'));
    expect(await table.findByText('Denied')).toBeInTheDocument();
    // What somebody else has decided is not chosen any more; the rest is.
    expect(screen.getByText('1 request chosen')).toBeInTheDocument();
    expect(api.listAccessRequests).toHaveBeenCalledWith(
      expect.objectContaining({ scope: 'all', limit: 50 }),
      expect.anything(),
    );
    expect(screen.getAllByRole('row')).toHaveLength(3);
  });
});
