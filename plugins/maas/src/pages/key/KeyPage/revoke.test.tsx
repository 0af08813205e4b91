import type { ApiKey, MaasApi } from '@openmaas/backstage-plugin-maas-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import {
  aRevealedKey,
  KEY_ID,
  NO_KEY_PERMISSIONS,
} from '../../../__testUtils__/fixtures';
import { refusal } from '../../../__testUtils__/mockMaasApi';
import { renderMaas } from '../../../__testUtils__/renderMaas';

const renderKey = (api: Partial<MaasApi>) =>
  renderMaas({
    path: `/maas/keys/${KEY_ID}`,
    api: { getKey: async () => aRevealedKey(), ...api },
  });

// Whole pages are slow to go through on a busy machine.
jest.setTimeout(60_000);

describe('revoking a key', () => {
  it('revokes only after a question', async () => {
    const { api, click } = await renderKey({
      revokeKey: async () =>
        aRevealedKey({
          state: 'revoked',
          models: [],
          revokedAt: '2026-11-02T09:00:00.000Z',
          permissions: NO_KEY_PERMISSIONS,
        }),
    });
    const revoke = await screen.findByRole('button', { name: 'Revoke…' });
    await click.click(revoke);
    let dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/This is for good/)).toBeInTheDocument();
    await click.click(dialog.getByRole('button', { name: 'Cancel' }));
    expect(api.revokeKey).not.toHaveBeenCalled();

    await click.click(revoke);
    dialog = within(await screen.findByRole('dialog'));
    await click.type(
      dialog.getByRole('textbox', { name: 'Reason' }),
      ' Not needed any more ',
    );
    await click.click(dialog.getByRole('button', { name: 'Revoke for good' }));
    expect(await screen.findByText('This key was revoked')).toBeInTheDocument();
    expect(api.revokeKey).toHaveBeenCalledWith(KEY_ID, {
      reason: 'Not needed any more',
    });
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(
      screen.queryByRole('button', { name: 'Revoke…' }),
    ).not.toBeInTheDocument();
  });

  it('keeps the question open where revoking fails', async () => {
    const { click } = await renderKey({
      revokeKey: async () => {
        throw await refusal(403, 'You may not revoke this key');
      },
    });
    await click.click(await screen.findByRole('button', { name: 'Revoke…' }));
    const dialog = within(await screen.findByRole('dialog'));
    await click.click(dialog.getByRole('button', { name: 'Revoke for good' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'You may not revoke this key',
    );
  });

  it('cannot be called off once it runs', async () => {
    let fail: (error: unknown) => void = () => {};
    const { click } = await renderKey({
      revokeKey: () =>
        new Promise((_, reject) => {
          fail = reject;
        }),
    });
    await click.click(await screen.findByRole('button', { name: 'Revoke…' }));
    const dialog = within(await screen.findByRole('dialog'));
    await click.click(dialog.getByRole('button', { name: 'Revoke for good' }));
    const cancel = dialog.getByRole('button', { name: 'Cancel' });
    expect(cancel).toBeDisabled();
    await click.keyboard('{Escape}');
    await click.click(dialog.getByRole('button', { name: 'Close' }));
    expect(screen.getByRole('dialog')).toBeInTheDocument();

    const error = await refusal(500, 'Out of order');
    await act(async () => fail(error));
    expect(dialog.getByRole('alert')).toHaveTextContent('Out of order');
    expect(cancel).toBeEnabled();
    await click.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('shows the new state of a key that was revoked elsewhere', async () => {
    let state: ApiKey['state'] = 'active';
    const { api, click } = await renderKey({
      getKey: async () => aRevealedKey({ state }),
      revokeKey: async () => {
        throw await refusal(409, 'The key is revoked already');
      },
    });
    await click.click(await screen.findByRole('button', { name: 'Revoke…' }));
    state = 'revoked';
    const dialog = within(await screen.findByRole('dialog'));
    await click.click(dialog.getByRole('button', { name: 'Revoke for good' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'The key is revoked already',
    );
    await click.click(dialog.getByRole('button', { name: 'Cancel' }));
    expect(await screen.findByText('This key was revoked')).toBeInTheDocument();
    expect(api.getKey).toHaveBeenCalledTimes(2);
  });
});
