import { signalApiRef } from '@backstage/plugin-signals-react';
import { TestApiProvider } from '@backstage/test-utils';
import type {
  AccessRequest,
  LiveMessage,
} from '@openmaas/backstage-plugin-maas-common';
import { act, configure, screen, within } from '@testing-library/react';
import { Link } from 'react-router-dom';
import {
  aModel,
  aPlan,
  aRequest,
  KEY_ID,
  REQUEST_ID,
} from '../../../__testUtils__/fixtures';
import { pageOf, refusal } from '../../../__testUtils__/mockMaasApi';
import { renderMaas } from '../../../__testUtils__/renderMaas';
import { MaasPage } from '../../MaasPage';

configure({ asyncUtilTimeout: 20_000 });
jest.setTimeout(60_000);

const path = `/maas/requests/${REQUEST_ID}`;
const OTHER_ID = '019a9b1c-7d2e-7f00-8a1b-2c3d4e5f6999';

const NOTHING = {
  decide: false,
  withdraw: false,
  answer: false,
  comment: false,
  askAgain: false,
};

const created = {
  id: 'e1',
  at: '2026-11-01T08:00:00.000Z',
  actor: 'user:default/dana',
  event: 'created' as const,
};

const read = (overrides: Partial<AccessRequest> = {}) =>
  aRequest({ timeline: [created], ...overrides });

describe('RequestPage', () => {
  it('shows what is asked for, and how it stands', async () => {
    const { api } = await renderMaas({
      path,
      api: {
        listModels: async () => pageOf([aModel()]),
        listPlans: async () => [
          aPlan({ id: 'premium', title: 'Premium', tokensPerMinute: 1000 }),
        ],
        getAccessRequest: async () =>
          read({ monthlyBudget: '25000000000', data: 'internal' }),
      },
    });
    expect(
      await screen.findByRole('heading', { name: 'Access to Granite 3.3 8B' }),
    ).toBeInTheDocument();
    for (const text of [
      'A chatbot for my thesis',
      'Internal',
      '90 days',
      'Tokens per minute: 1,000',
      'The plan premium needs approval',
      'This request waits for a decision',
    ]) {
      expect(screen.getByText(text)).toBeInTheDocument();
    }
    expect(
      screen.getByRole('link', { name: 'Granite 3.3 8B' }),
    ).toHaveAttribute('href', '/catalog/maas/resource/granite-3');
    const [, row] = screen.getAllByRole('row');
    expect([...row.children].map(({ textContent }) => textContent)).toEqual([
      'Granite 3.3 8B',
      'Waiting',
      'Premium',
      '$25.00',
      '',
    ]);
    expect(api.getAccessRequest).toHaveBeenCalledWith(
      REQUEST_ID,
      expect.anything(),
    );
  });

  it('shows who has decided and who is to decide', async () => {
    await renderMaas({
      path,
      api: {
        getAccessRequest: async () =>
          read({
            steps: [
              {
                kind: 'model-owner',
                state: 'approved',
                deciders: ['group:default/platform-team'],
                models: ['granite-3'],
                decidedBy: 'user:default/tom',
                onBehalfOf: 'user:default/petra',
                decidedAt: new Date().toISOString(),
                reason: 'Fine\nfor me',
              },
              {
                kind: 'team-owner',
                state: 'open',
                deciders: ['user:default/bea'],
                models: ['granite-3'],
              },
              {
                kind: 'platform',
                state: 'waiting',
                deciders: [],
                models: ['granite-3'],
              },
            ],
          }),
      },
    });
    await screen.findByText('Decides now');
    const steps = screen
      .getAllByRole('listitem')
      .filter(({ dataset }) => dataset.state);
    expect(steps.map(({ textContent }) => textContent)).toEqual([
      'Owner of the modelsAgreedtom in place of petra, nowFine\nfor me',
      'Owner of the teamDecides nowbea',
      'Platform teamComes later',
    ]);
    expect(steps[1]).toHaveAttribute('aria-current', 'step');
  });

  it('tells what happened, with what people said as they wrote it', async () => {
    await renderMaas({
      path,
      api: {
        listPlans: async () => [aPlan()],
        getAccessRequest: async () =>
          read({
            state: 'approved',
            plan: 'premium',
            monthlyBudget: '25000000000',
            permissions: NOTHING,
            decidedBy: 'user:default/petra',
            grants: [
              {
                ...aRequest().grants[0],
                plan: 'free',
                monthlyBudget: '10000000000',
                state: 'active',
                expiresAt: '2027-01-01T12:00:00.000Z',
              },
            ],
            timeline: [
              created,
              {
                id: 'e2',
                at: '2026-11-01T09:00:00.000Z',
                actor: 'user:default/lea',
                event: 'commented',
                text: 'One line\n<b>another</b>',
              },
              {
                id: 'e3',
                at: '2026-11-01T10:00:00.000Z',
                actor: 'user:default/petra',
                event: 'approved',
                details: {
                  plan: 'free',
                  monthlyBudget: '10000000000',
                  expiresInDays: 30,
                },
              },
              {
                id: 'e4',
                at: '2026-11-01T10:00:00.000Z',
                actor: 'rule:small',
                event: 'step-approved',
              },
              {
                id: 'e5',
                at: '2026-11-01T10:00:00.000Z',
                actor: 'system',
                event: 'reminded',
              },
            ],
          }),
      },
    });
    const history = within(
      await screen.findByRole('list', { name: 'History' }),
    );
    expect(history.getByText(/One line/).textContent).toBe(
      'One line\n<b>another</b>',
    );
    expect(history.getByText('Monthly budget: $10.00')).toBeInTheDocument();
    expect(history.getByText('Ends after 30 days')).toBeInTheDocument();
    expect(await history.findByText('Plan: Free')).toBeInTheDocument();
    expect(history.getByText(/The rule “small” agreed/)).toBeInTheDocument();
    expect(history.getByText(/The portal reminded/)).toBeInTheDocument();

    const differences = screen.getByText(
      'Decided differently from what was asked for',
    ).parentElement;
    expect(differences).toHaveTextContent('Plan: Free');
    expect(differences).toHaveTextContent('Monthly budget: $10.00');
    const [, row] = screen.getAllByRole('row');
    expect([...row.children].map(({ textContent }) => textContent)).toEqual([
      'granite-3',
      'Active',
      'Free',
      '$10.00',
      'Jan 1, 2027',
    ]);
    for (const name of [
      'Approve…',
      'Deny…',
      'Ask back…',
      'Withdraw…',
      'Comment',
    ]) {
      expect(screen.queryByRole('button', { name })).toBeNull();
    }
  });

  it.each([
    [KEY_ID, 'Open the key', `/maas/keys/${KEY_ID}`],
    [undefined, 'See the keys', '/maas/keys'],
  ])(
    'leads on to the key, if there is a new one (%s)',
    async (keyId, name, href) => {
      await renderMaas({
        path,
        api: {
          getAccessRequest: async () =>
            read({ state: 'approved', keyId, permissions: NOTHING }),
        },
      });
      expect(await screen.findByRole('link', { name })).toHaveAttribute(
        'href',
        href,
      );
    },
  );

  it('keeps nothing of one request for the next one', async () => {
    const { click } = await renderMaas(
      {
        path,
        api: {
          getAccessRequest: id =>
            id === REQUEST_ID ? Promise.resolve(read()) : new Promise(() => {}),
        },
      },
      <>
        <Link to="/maas/requests/next">next</Link>
        <MaasPage />
      </>,
    );
    await screen.findByText('A chatbot for my thesis');
    await click.click(screen.getByRole('link', { name: 'next' }));
    expect(screen.queryByText('A chatbot for my thesis')).toBeNull();
    expect(screen.getByText('Loading…')).toBeInTheDocument();
  });

  it('follows what others do, and keeps what is typed meanwhile', async () => {
    const listeners: Array<(message: LiveMessage) => void> = [];
    const signals = {
      subscribe: (_: string, listener: (message: any) => void) => {
        listeners.push(listener);
        return { unsubscribe: () => {} };
      },
    };
    let answer = async () => read();
    const { click } = await renderMaas(
      { path, api: { getAccessRequest: () => answer() } },
      <TestApiProvider apis={[[signalApiRef, signals]]}>
        <MaasPage />
      </TestApiProvider>,
    );
    const hear = () =>
      act(() =>
        listeners.forEach(listener => listener({ kind: 'access-request' })),
      );
    const field = () => screen.getByRole('textbox', { name: /Comment/ });
    await screen.findByText('A chatbot for my thesis');
    await click.type(field(), 'I think');
    answer = async () => {
      throw await refusal(500, 'Out of order');
    };
    hear();
    expect(await screen.findByRole('alert')).toHaveTextContent('Out of order');
    expect(field()).toHaveValue('I think');
    answer = async () => read({ state: 'denied' });
    hear();
    expect(
      await screen.findByText('This request was denied'),
    ).toBeInTheDocument();
    expect(field()).toHaveValue('I think');
  });

  it('is kind about an unknown request', async () => {
    await renderMaas({
      path,
      api: {
        getAccessRequest: async () => {
          throw await refusal(404, 'There is no such request');
        },
      },
    });
    expect(
      await screen.findByText('No such request, or not yours'),
    ).toBeInTheDocument();
  });

  it('says what went wrong', async () => {
    await renderMaas({
      path,
      api: {
        getAccessRequest: async () => {
          throw await refusal(500, 'Out of order');
        },
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent('Out of order');
  });

  it.each([
    ['denied', 'This request was denied'],
    ['cancelled', 'This request was withdrawn'],
    ['expired', 'Nobody decided about this request in time'],
  ] as const)('lets one ask again for what was %s', async (state, title) => {
    await renderMaas({
      path,
      api: {
        getAccessRequest: async () =>
          read({ state, permissions: { ...NOTHING, askAgain: true } }),
      },
    });
    expect(await screen.findByText(title)).toBeInTheDocument();
    const href = screen
      .getByRole('link', { name: 'Ask again' })
      .getAttribute('href');
    const url = new URL(href ?? '', 'http://portal.test');
    expect(url.pathname).toBe('/create/templates/default/request-model-access');
    expect(JSON.parse(url.searchParams.get('formData') ?? '')).toMatchObject({
      team: 'group:default/cs-department',
      models: ['resource:maas/granite-3'],
      replaces: REQUEST_ID,
    });
  });

  it('leads to the request that took its place', async () => {
    await renderMaas({
      path,
      api: {
        getAccessRequest: async () =>
          read({
            state: 'denied',
            replacedBy: OTHER_ID,
            permissions: NOTHING,
          }),
      },
    });
    expect(
      await screen.findByRole('link', { name: 'See the new request' }),
    ).toHaveAttribute('href', `/maas/requests/${OTHER_ID}`);
    expect(screen.queryByRole('link', { name: 'Ask again' })).toBeNull();
  });
});
