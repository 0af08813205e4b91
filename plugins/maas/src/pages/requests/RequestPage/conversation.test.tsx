import type { AccessRequest } from '@openmaas/backstage-plugin-maas-common';
import { configure, screen, waitFor } from '@testing-library/react';
import { aRequest, REQUEST_ID } from '../../../__testUtils__/fixtures';
import { refusal } from '../../../__testUtils__/mockMaasApi';
import { renderMaas } from '../../../__testUtils__/renderMaas';

configure({ asyncUtilTimeout: 20_000 });
jest.setTimeout(60_000);

const path = `/maas/requests/${REQUEST_ID}`;

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

describe('talking about a request', () => {
  it('answers what was asked back', async () => {
    const { api, click } = await renderMaas({
      path,
      api: {
        getAccessRequest: async () =>
          read({
            state: 'asked-back',
            question: 'How many\nstudents?',
            permissions: { ...NOTHING, answer: true },
          }),
        answerAccessRequest: async () =>
          read({ permissions: NOTHING, timeline: undefined }),
      },
    });
    expect((await screen.findByText(/How many/)).textContent).toBe(
      'How many\nstudents?',
    );
    const send = screen.getByRole('button', { name: 'Send the answer' });
    expect(send).toBeDisabled();
    await click.type(
      screen.getByRole('textbox', { name: /Your answer/ }),
      ' Thirty ',
    );
    api.getAccessRequest.mockImplementation(async () => read());
    await click.click(send);
    expect(api.answerAccessRequest).toHaveBeenCalledWith(REQUEST_ID, {
      text: 'Thirty',
    });
    expect(
      await screen.findByText('This request waits for a decision'),
    ).toBeInTheDocument();
    // The answer brings no history, so that it is read again.
    await waitFor(() => expect(api.getAccessRequest).toHaveBeenCalledTimes(2));
  });

  it('leaves the answer to the requester', async () => {
    await renderMaas({
      path,
      api: {
        getAccessRequest: async () =>
          read({
            state: 'asked-back',
            question: 'How many?',
            permissions: { ...NOTHING, decide: true },
          }),
      },
    });
    expect(
      await screen.findByText(/It waits for the answer of/),
    ).toHaveTextContent('dana');
    expect(screen.queryByRole('textbox', { name: /Your answer/ })).toBeNull();
    // Whoever decides need not wait, but has asked already.
    expect(screen.getByRole('button', { name: 'Approve…' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Ask back…' })).toBeNull();
  });

  it('comments, and keeps what could not be sent', async () => {
    let healthy = false;
    const { api, click } = await renderMaas({
      path,
      api: {
        getAccessRequest: async () => read(),
        commentAccessRequest: async () => {
          if (!healthy) {
            throw await refusal(500, 'Out of order');
          }
          return read({
            timeline: [
              created,
              {
                id: 'e2',
                at: new Date().toISOString(),
                actor: 'user:default/dana',
                event: 'commented',
                text: 'It is urgent',
              },
            ],
          });
        },
      },
    });
    const field = await screen.findByRole('textbox', { name: /Comment/ });
    await click.type(field, 'It is urgent');
    const send = screen.getByRole('button', { name: 'Comment' });
    await click.click(send);
    expect(await screen.findByRole('alert')).toHaveTextContent('Out of order');
    expect(field).toHaveValue('It is urgent');
    healthy = true;
    await click.click(send);
    expect(
      await screen.findByText('It is urgent', { selector: 'p' }),
    ).toBeVisible();
    expect(field).toHaveValue('');
    expect(api.commentAccessRequest).toHaveBeenLastCalledWith(REQUEST_ID, {
      text: 'It is urgent',
    });
  });
});
