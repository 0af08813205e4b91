import { configure, screen, waitFor, within } from '@testing-library/react';
import { pageOf, refusal } from '../../../__testUtils__/mockMaasApi';
import {
  aModelRequest,
  MODEL_REQUEST_ID,
} from '../../../__testUtils__/modelRequests';
import { renderMaas } from '../../../__testUtils__/renderMaas';

configure({ asyncUtilTimeout: 20_000 });
jest.setTimeout(60_000);

const path = '/maas/model-requests';
const PAGE = `${path}/${MODEL_REQUEST_ID}`;
const BEA = { user: 'user:default/bea', at: '2026-11-21T08:00:00.000Z' };

describe('ModelRequestsPage', () => {
  it('shows what is wanted, by how many teams, and from where', async () => {
    const { api } = await renderMaas({
      path,
      api: {
        listModelRequests: async () =>
          pageOf([
            aModelRequest({
              joins: [
                { ...BEA, team: 'group:default/business-school' },
                { ...BEA, team: 'group:default/physics' },
              ],
            }),
          ]),
      },
    });
    expect(
      await screen.findByRole('link', { name: 'Llama 4' }),
    ).toHaveAttribute('href', PAGE);
    for (const text of [
      'Wanted by 2 teams',
      'Hugging Face: meta-llama/Llama-4',
      '2M',
      '1 request',
    ]) {
      expect(screen.getByText(text)).toBeInTheDocument();
    }
    expect(
      screen.getByText('Submitted', { selector: 'span' }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /Me too/ })).toBeNull();
    expect(api.listModelRequests).toHaveBeenCalledWith(
      expect.objectContaining({ scope: 'all', sort: '-created' }),
      expect.anything(),
    );
    expect(screen.getByRole('link', { name: 'Access' })).toHaveAttribute(
      'href',
      '/maas/requests',
    );
  });

  it('joins with a team, a reason and a number', async () => {
    const { api, click } = await renderMaas({
      path,
      api: {
        listModelRequests: async () =>
          pageOf([aModelRequest({ permissions: { join: true } })]),
        joinModelRequest: async () =>
          aModelRequest({
            joins: [{ ...BEA, team: 'group:default/cs-department' }],
            permissions: { leave: true },
          }),
      },
    });
    await click.click(
      await screen.findByRole('button', { name: 'Me too: Llama 4' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await click.click(dialog.getByLabelText(/What for/));
    await click.paste(' Thesis ');
    await click.type(
      dialog.getByRole('textbox', { name: /Likely tokens/ }),
      '5000',
    );
    await click.click(dialog.getByRole('button', { name: 'Join' }));
    expect(await screen.findByText('Wanted by 2 teams')).toBeInTheDocument();
    expect(api.joinModelRequest).toHaveBeenCalledWith(MODEL_REQUEST_ID, {
      team: 'group:default/cs-department',
      reason: 'Thesis',
      tokensPerMonth: 5000,
    });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(screen.queryByRole('button', { name: /Me too/ })).toBeNull();
  });

  it('keeps scope, search, states and order in the address', async () => {
    const { api, click, address } = await renderMaas({
      path: `${path}?q=llama&state=approved&state=nonsense&sort=-wanted`,
    });
    expect(api.listModelRequests).toHaveBeenCalledWith(
      {
        scope: 'all',
        search: 'llama',
        state: ['approved'],
        sort: '-wanted',
        limit: 30,
        cursor: undefined,
      },
      expect.anything(),
    );
    expect(await screen.findByText('No request fits')).toBeInTheDocument();
    await click.click(screen.getByRole('radio', { name: 'Mine' }));
    expect(address()).toContain('scope=mine');
    await click.click(
      screen.getByRole('button', { name: 'Show all requests' }),
    );
    expect(
      await screen.findByText('You have not asked for a model yet'),
    ).toBeInTheDocument();
    expect(address()).toBe(`${path}?sort=-wanted&scope=mine`);
  });

  it('says what went wrong, and tries again', async () => {
    let healthy = false;
    const { click } = await renderMaas({
      path,
      api: {
        listModelRequests: async () => {
          if (!healthy) {
            throw await refusal(500, 'Out of order');
          }
          return pageOf([]);
        },
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent('Out of order');
    healthy = true;
    await click.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByText('Nobody has asked for a model yet'),
    ).toBeInTheDocument();
  });

  it('offers nothing that one may not do', async () => {
    await renderMaas({ path: `${path}?new=llama` });
    await screen.findByText('Nobody has asked for a model yet');
    expect(
      screen.queryByRole('button', { name: 'Ask for a model' }),
    ).toBeNull();
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});
