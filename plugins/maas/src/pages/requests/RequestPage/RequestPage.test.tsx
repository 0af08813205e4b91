import { screen, within } from '@testing-library/react';
import { Link } from 'react-router-dom';
import { aRequest, REQUEST_ID } from '../../../__testUtils__/fixtures';
import { refusal } from '../../../__testUtils__/mockMaasApi';
import { renderMaas } from '../../../__testUtils__/renderMaas';
import { MaasPage } from '../../MaasPage';

const path = `/maas/requests/${REQUEST_ID}`;

describe('RequestPage', () => {
  it('shows one request', async () => {
    const { api } = await renderMaas({
      path,
      api: { getAccessRequest: async () => aRequest() },
    });
    expect(
      await screen.findByText('A chatbot for my thesis'),
    ).toBeInTheDocument();
    expect(api.getAccessRequest).toHaveBeenCalledWith(
      REQUEST_ID,
      expect.anything(),
    );
  });

  it('keeps nothing of one request for the next one', async () => {
    const { click } = await renderMaas(
      {
        path,
        api: {
          getAccessRequest: id =>
            id === REQUEST_ID
              ? Promise.resolve(aRequest())
              : new Promise(() => {}),
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

  it('loads a request anew that was decided elsewhere', async () => {
    let decided = false;
    const { click } = await renderMaas({
      path,
      api: {
        getAccessRequest: async () =>
          aRequest(
            decided
              ? {
                  state: 'approved',
                  permissions: { decide: false, withdraw: false },
                }
              : {},
          ),
        withdrawAccessRequest: async () => {
          decided = true;
          throw await refusal(409, 'It was approved');
        },
      },
    });
    await click.click(await screen.findByRole('button', { name: 'Withdraw' }));
    const dialog = within(await screen.findByRole('dialog'));
    await click.click(dialog.getByRole('button', { name: 'Withdraw' }));
    await dialog.findByRole('alert');
    await click.keyboard('{Escape}');
    expect(await screen.findByText('Approved')).toBeInTheDocument();
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
});
