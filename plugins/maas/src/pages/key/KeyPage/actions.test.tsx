import type { ApiKey, MaasApi } from '@openmaas/backstage-plugin-maas-common';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import {
  aModel,
  aRevealedKey,
  KEY_ID,
  NO_KEY_PERMISSIONS,
} from '../../../__testUtils__/fixtures';
import { pageOf, refusal } from '../../../__testUtils__/mockMaasApi';
import { renderMaas } from '../../../__testUtils__/renderMaas';

// Whole pages are slow to go through on a busy machine.
jest.setTimeout(60_000);

const { permissions } = aRevealedKey();
const SUSPENDED: Partial<ApiKey> = {
  state: 'suspended',
  suspension: {
    cause: 'person',
    at: new Date(Date.now() - 3_600_000).toISOString(),
    by: 'user:default/tom',
    reason: 'It was in a public repository',
  },
  permissions: {
    ...permissions,
    rotate: false,
    suspend: false,
    resume: true,
  },
};

const renderKey = (key: Partial<ApiKey>, api: Partial<MaasApi> = {}) =>
  renderMaas({
    path: `/maas/keys/${KEY_ID}`,
    api: { getKey: async () => aRevealedKey(key), ...api },
  });

const buttons = () =>
  screen
    .getAllByRole('button')
    .map(({ textContent }) => textContent)
    .filter(text => text?.endsWith('…'));

describe('what can be done with a key', () => {
  it('is what its permissions say', async () => {
    const { unmount } = await renderKey({});
    await screen.findByRole('heading', { name: 'thesis chatbot' });
    expect(buttons()).toEqual(['Rotate…', 'Edit…', 'Suspend…', 'Revoke…']);
    unmount();
    await renderKey({
      permissions: NO_KEY_PERMISSIONS,
    });
    await screen.findByRole('heading', { name: 'thesis chatbot' });
    expect(buttons()).toEqual([]);
    expect(
      screen.getByText(/Revoke this key and make a new one/),
    ).toBeVisible();
  });

  it('is to suspend it with a reason, and to resume it', async () => {
    const { api, click } = await renderKey(
      {},
      {
        suspendKey: async () => aRevealedKey(SUSPENDED),
        resumeKey: async () => aRevealedKey(),
      },
    );
    await click.click(await screen.findByRole('button', { name: 'Suspend…' }));
    let dialog = within(await screen.findByRole('dialog'));
    await click.type(
      dialog.getByRole('textbox', { name: 'Reason' }),
      'It was in a public repository',
    );
    await click.click(dialog.getByRole('button', { name: 'Suspend' }));
    expect(await screen.findByText('This key is suspended')).toBeVisible();
    expect(api.suspendKey).toHaveBeenCalledWith(KEY_ID, {
      reason: 'It was in a public repository',
    });
    expect(document.body).toHaveTextContent(/tom suspended it 1 hour ago/);
    expect(
      screen.getByText('Reason: It was in a public repository'),
    ).toBeVisible();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(buttons()).toEqual(['Edit…', 'Resume…', 'Revoke…']);

    await click.click(screen.getByRole('button', { name: 'Resume…' }));
    dialog = within(await screen.findByRole('dialog'));
    await click.click(dialog.getByRole('button', { name: 'Resume' }));
    expect(await screen.findByText('This key has been revealed')).toBeVisible();
    expect(api.resumeKey).toHaveBeenCalledWith(KEY_ID, {});
  });

  it.each([
    ['maker-left', /Its maker left the team/],
    ['team-gone', /Its team is not in the catalog/],
  ] as const)('says why nobody resumes it: %s', async (cause, text) => {
    await renderKey({
      ...SUSPENDED,
      suspension: { cause, at: '2026-11-01T08:00:00.000Z' },
      permissions: { ...permissions, suspend: false, resume: false },
    });
    expect(await screen.findByText(text)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Resume…' })).toBeNull();
  });

  it('is refused in the words of the control plane', async () => {
    const { click } = await renderKey(
      {},
      {
        suspendKey: async () => {
          throw await refusal(403, 'Only the team may do this');
        },
      },
    );
    await click.click(await screen.findByRole('button', { name: 'Suspend…' }));
    const dialog = within(await screen.findByRole('dialog'));
    await click.click(dialog.getByRole('button', { name: 'Suspend' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'Only the team may do this',
    );
  });
});

describe('what a key is restricted to', () => {
  it('is told with its label, its use and its addresses', async () => {
    const at = new Date(Date.now() - 3 * 60_000).toISOString();
    await renderKey(
      {
        label: 'cost-4711',
        addresses: ['10.1.0.0/16', '2001:db8::/32'],
        onlyModels: ['granite-3', 'gone'],
        lastUsedAt: at,
        lastUse: { at, address: '10.1.2.3', client: 'openai-python' },
      },
      { listModels: async () => pageOf([aModel()]) },
    );
    expect(await screen.findByText('cost-4711')).toBeVisible();
    expect(screen.getByText('10.1.0.0/16')).toBeVisible();
    expect(screen.getByText('2001:db8::/32')).toBeVisible();
    expect(await screen.findByText('Granite 3.3 8B, gone')).toBeVisible();
    expect(screen.getByText('from 10.1.2.3')).toBeVisible();
    expect(screen.getByText('by openai-python')).toBeVisible();
    expect(screen.queryByRole('img', { name: 'Unused' })).toBeNull();
  });

  it('is edited: only what changes is sent, and null takes it away', async () => {
    const team = 'group:default/cs-department';
    const { api, click } = await renderKey(
      {
        label: 'old',
        addresses: ['10.1.0.0/16'],
        onlyModels: ['granite-3', 'gone'],
      },
      {
        listModels: async query =>
          pageOf(
            query?.team
              ? [aModel(), aModel({ id: 'devstral', title: 'Devstral' })]
              : [],
          ),
        updateKey: async () => aRevealedKey({ name: 'renamed' }),
      },
    );
    await click.click(await screen.findByRole('button', { name: 'Edit…' }));
    const dialog = within(await screen.findByRole('dialog'));
    const save = dialog.getByRole('button', { name: 'Save' });
    const name = await dialog.findByRole('textbox', { name: /Name/ });
    expect(api.listModels).toHaveBeenCalledWith(
      expect.objectContaining({ team }),
      expect.anything(),
    );
    expect(save).toBeDisabled();
    fireEvent.change(name, { target: { value: 'renamed' } });
    fireEvent.change(dialog.getByRole('textbox', { name: 'Label' }), {
      target: { value: '' },
    });
    await click.click(dialog.getByRole('checkbox', { name: 'Devstral' }));
    await click.click(
      dialog.getByRole('checkbox', { name: /^gone \(The team cannot/ }),
    );
    const addresses = dialog.getByRole('textbox', { name: /addresses/ });
    fireEvent.change(addresses, { target: { value: '10.1.0.0/99' } });
    expect(dialog.getByText(/“10.1.0.0\/99” is no network/)).toBeVisible();
    expect(save).toBeDisabled();
    fireEvent.change(addresses, { target: { value: '' } });
    await click.click(save);

    expect(
      await screen.findByRole('heading', { name: 'renamed' }),
    ).toBeVisible();
    expect(api.updateKey).toHaveBeenCalledWith(KEY_ID, {
      name: 'renamed',
      label: null,
      models: ['devstral', 'granite-3'],
      addresses: null,
    });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('stays typed where saving is refused', async () => {
    const { click } = await renderKey(
      {},
      {
        updateKey: async () => {
          throw await refusal(400, 'The team has no access to devstral');
        },
      },
    );
    await click.click(await screen.findByRole('button', { name: 'Edit…' }));
    const dialog = within(await screen.findByRole('dialog'));
    fireEvent.change(await dialog.findByRole('textbox', { name: 'Label' }), {
      target: { value: 'new' },
    });
    await click.click(dialog.getByRole('button', { name: 'Save' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'The team has no access to devstral',
    );
    expect(dialog.getByRole('textbox', { name: 'Label' })).toHaveValue('new');
  });
});
