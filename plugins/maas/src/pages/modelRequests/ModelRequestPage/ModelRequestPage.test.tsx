import { signalApiRef } from '@backstage/plugin-signals-react';
import { TestApiProvider } from '@backstage/test-utils';
import type {
  LiveMessage,
  ModelRequest,
} from '@openmaas/backstage-plugin-maas-common';
import {
  act,
  configure,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import { refusal } from '../../../__testUtils__/mockMaasApi';
import {
  aModelRequest,
  MODEL_REQUEST_ID,
} from '../../../__testUtils__/modelRequests';
import { renderMaas } from '../../../__testUtils__/renderMaas';
import { MaasPage } from '../../MaasPage';

configure({ asyncUtilTimeout: 20_000 });
jest.setTimeout(60_000);

const path = `/maas/model-requests/${MODEL_REQUEST_ID}`;
const DECIDER = { decide: true, comment: true };

const entry = (
  event: NonNullable<ModelRequest['timeline']>[number]['event'],
  rest: object = {},
) => ({
  id: event,
  at: '2026-11-21T08:00:00.000Z',
  actor: 'user:default/petra',
  event,
  ...rest,
});

describe('ModelRequestPage', () => {
  it('shows what is wanted, who wants it, and what happened', async () => {
    await renderMaas({
      path,
      api: {
        getModelRequest: async () =>
          aModelRequest({
            state: 'approved',
            decidedBy: 'user:default/petra',
            decidedAt: '2026-11-21T08:00:00.000Z',
            joins: [
              {
                user: 'user:default/bea',
                team: 'group:default/business-school',
                at: '2026-11-21T08:00:00.000Z',
                reason: 'Seminar',
                tokensPerMonth: 500_000,
              },
            ],
            timeline: [
              entry('approved', {
                text: 'It fits\non one GPU',
                details: { model: 'llama-4-scout' },
              }),
            ],
          }),
      },
    });
    expect(
      await screen.findByRole('heading', { name: 'Request for Llama 4' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: /^meta-llama\/Llama-4/ }),
    ).toHaveAttribute('href', 'https://huggingface.co/meta-llama/Llama-4');
    const rows = within(
      screen.getByRole('table', { name: 'Who wants it' }),
    ).getAllByRole('row');
    expect(rows.slice(1).map(row => row.textContent)).toEqual([
      'tomphysics1,500,000Intro course',
      'beabusiness-school500,000Seminar',
    ]);
    const history = within(screen.getByRole('list', { name: 'History' }));
    expect(history.getByText(/approved/)).toBeInTheDocument();
    expect(
      history.getByText('It gets the id llama-4-scout.'),
    ).toBeInTheDocument();
    expect(history.getByText(/on one GPU/)).toBeInTheDocument();
    for (const button of screen.queryAllByRole('button')) {
      expect(button).not.toHaveAccessibleName(/Approve|Decline|Me too|Comment/);
    }
  });

  it.each([
    ['submitted', 'Review', 'reviewModelRequest', { reason: undefined }],
    ['under-review', 'Approve', 'approveModelRequest', { model: 'llama-4' }],
    ['approved', 'Deployment has begun', 'deployingModelRequest', {}],
    [
      'deploying',
      'It is available',
      'availableModelRequest',
      { model: 'llama-4' },
    ],
  ] as const)(
    'leads on from %s by “%s”',
    async (state, label, method, body) => {
      const { api, click } = await renderMaas({
        path,
        api: {
          getModelRequest: async () =>
            aModelRequest({ state, permissions: DECIDER }),
          [method]: async () => aModelRequest({ state: 'available' }),
        },
      });
      await click.click(await screen.findByRole('button', { name: label }));
      const dialog = within(await screen.findByRole('dialog'));
      expect(api[method]).not.toHaveBeenCalled();
      await click.click(dialog.getByRole('button', { name: label }));
      expect(await screen.findByText('Available')).toBeInTheDocument();
      expect(api[method]).toHaveBeenCalledWith(
        MODEL_REQUEST_ID,
        expect.objectContaining(body),
      );
      expect(
        screen.getByRole('link', { name: 'Open the model' }),
      ).toHaveAttribute('href', '/catalog/maas/resource/llama-4');
    },
  );

  it('approves under another id, and only a sound one', async () => {
    const { api, click } = await renderMaas({
      path,
      api: {
        getModelRequest: async () => aModelRequest({ permissions: DECIDER }),
        approveModelRequest: async () => aModelRequest({ state: 'approved' }),
      },
    });
    await click.click(await screen.findByRole('button', { name: 'Approve' }));
    const dialog = within(await screen.findByRole('dialog'));
    const field = dialog.getByLabelText(/Id of the model/);
    await click.clear(field);
    await click.type(field, 'Llama 4');
    const confirm = dialog.getByRole('button', { name: 'Approve' });
    expect(confirm).toBeDisabled();
    await click.clear(field);
    await click.type(field, 'llama-4-scout');
    await click.type(dialog.getByLabelText(/Reason/), ' It fits ');
    await click.click(confirm);
    await waitFor(() =>
      expect(api.approveModelRequest).toHaveBeenCalledWith(MODEL_REQUEST_ID, {
        model: 'llama-4-scout',
        reason: 'It fits',
      }),
    );
  });

  it('declines with a reason, which those who asked read', async () => {
    const { api, click } = await renderMaas({
      path,
      api: {
        getModelRequest: async () => aModelRequest({ permissions: DECIDER }),
        declineModelRequest: async () =>
          aModelRequest({ state: 'declined', decisionReason: 'Too big' }),
      },
    });
    await click.click(await screen.findByRole('button', { name: 'Decline' }));
    const dialog = within(await screen.findByRole('dialog'));
    const confirm = dialog.getByRole('button', { name: 'Decline' });
    expect(confirm).toBeDisabled();
    await click.type(dialog.getByLabelText(/Reason/), 'Too big');
    await click.click(confirm);
    expect(await screen.findByText('Declined')).toBeInTheDocument();
    expect(screen.getAllByText('Too big')).not.toHaveLength(0);
    expect(api.declineModelRequest).toHaveBeenCalledWith(MODEL_REQUEST_ID, {
      reason: 'Too big',
    });
    expect(screen.queryByRole('button', { name: 'Approve' })).toBeNull();
  });

  it('shows the new state where somebody else was quicker', async () => {
    let decided = false;
    const { click } = await renderMaas({
      path,
      api: {
        getModelRequest: async () =>
          decided
            ? aModelRequest({ state: 'withdrawn' })
            : aModelRequest({ permissions: DECIDER }),
        approveModelRequest: async () => {
          decided = true;
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
    await click.keyboard('{Escape}');
    expect(await screen.findByText('Withdrawn')).toBeInTheDocument();
  });

  it.each([
    ['leave', 'No longer wanted', 'Leave', 'leaveModelRequest'],
    ['withdraw', 'Withdraw', 'Withdraw', 'withdrawModelRequest'],
  ] as const)('lets one %s', async (permission, label, confirm, method) => {
    const { api, click } = await renderMaas({
      path,
      api: {
        getModelRequest: async () =>
          aModelRequest({ permissions: { [permission]: true } }),
        [method]: async () => aModelRequest({ state: 'withdrawn' }),
      },
    });
    await click.click(await screen.findByRole('button', { name: label }));
    const dialog = within(await screen.findByRole('dialog'));
    await click.click(dialog.getByRole('button', { name: confirm }));
    expect(await screen.findByText('Withdrawn')).toBeInTheDocument();
    expect(api[method]).toHaveBeenCalledWith(MODEL_REQUEST_ID);
  });

  it('comments', async () => {
    const { api, click } = await renderMaas({
      path,
      api: {
        getModelRequest: async () =>
          aModelRequest({ permissions: { comment: true } }),
        commentModelRequest: async () =>
          aModelRequest({
            permissions: { comment: true },
            timeline: [entry('commented', { text: 'With tools?' })],
          }),
      },
    });
    await click.type(
      await screen.findByRole('textbox', { name: /Comment/ }),
      'With tools?',
    );
    await click.click(screen.getByRole('button', { name: 'Comment' }));
    const history = await screen.findByRole('list', { name: 'History' });
    await waitFor(() => expect(history).toHaveTextContent('With tools?'));
    expect(api.commentModelRequest).toHaveBeenCalledWith(MODEL_REQUEST_ID, {
      text: 'With tools?',
    });
  });

  it('follows what others do, and keeps what is typed meanwhile', async () => {
    const listeners: Array<(message: LiveMessage) => void> = [];
    const signals = {
      subscribe: (_: string, listener: (message: any) => void) => {
        listeners.push(listener);
        return { unsubscribe: () => {} };
      },
    };
    const permissions = { comment: true };
    let answer = async () => aModelRequest({ permissions });
    const { click } = await renderMaas(
      { path, api: { getModelRequest: () => answer() } },
      <TestApiProvider apis={[[signalApiRef, signals]]}>
        <MaasPage />
      </TestApiProvider>,
    );
    const hear = () =>
      act(() =>
        listeners.forEach(listener => listener({ kind: 'model-request' })),
      );
    const field = () => screen.getByRole('textbox', { name: /Comment/ });
    await click.click(await screen.findByRole('textbox', { name: /Comment/ }));
    await click.paste('I think');
    answer = async () => {
      throw await refusal(500, 'Out of order');
    };
    hear();
    expect(await screen.findByText(/Out of order/)).toBeInTheDocument();
    expect(field()).toHaveValue('I think');
    answer = async () => aModelRequest({ state: 'deploying', permissions });
    hear();
    expect(await screen.findByText('Being deployed')).toBeInTheDocument();
    expect(field()).toHaveValue('I think');
    expect(screen.queryByText(/Out of order/)).toBeNull();
  });

  it.each([400, 404])('says that there is none (%i)', async status => {
    await renderMaas({
      path,
      api: {
        getModelRequest: async () => {
          throw await refusal(status, 'Nothing');
        },
      },
    });
    expect(
      await screen.findByText('There is no such request'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'See all requests' }),
    ).toHaveAttribute('href', '/maas/model-requests');
  });
});
