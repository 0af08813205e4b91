import type { MaasApi, Model } from '@openmaas/backstage-plugin-maas-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import { useNavigate } from 'react-router-dom';
import { aKey, aModel, KEY_ID } from '../../../__testUtils__/fixtures';
import { pageOf, refusal } from '../../../__testUtils__/mockMaasApi';
import { renderMaas } from '../../../__testUtils__/renderMaas';
import { MaasPage } from '../../MaasPage';

// Whole pages are slow to go through on a busy machine.
jest.setTimeout(20_000);

const CS = 'group:default/cs-department';
const LIBRARY = 'group:default/library';

const models: Model[] = [
  aModel({ access: [{ team: CS, plan: 'free', state: 'active' }] }),
  aModel({
    id: 'devstral',
    title: 'Devstral',
    access: [
      { team: CS, plan: 'free', state: 'active' },
      { team: LIBRARY, plan: 'free', state: 'pending' },
    ],
  }),
  aModel({ id: 'other', title: 'Not for us' }),
];

const Back = () => {
  const navigate = useNavigate();
  return <button onClick={() => navigate(-1)}>back</button>;
};

async function openDialog(options: {
  api?: Partial<MaasApi>;
  groups?: string[];
}) {
  const rendered = await renderMaas(
    {
      path: '/maas/keys',
      groups: options.groups,
      api: {
        listModels: async () => pageOf(models),
        getKey: async () => aKey(),
        ...options.api,
      },
    },
    <>
      <Back />
      <MaasPage />
    </>,
  );
  await rendered.click.click(screen.getByRole('button', { name: 'New key' }));
  return { ...rendered, dialog: within(await screen.findByRole('dialog')) };
}

describe('NewKeyDialog', () => {
  it('makes a key with the least that is needed, and goes to it', async () => {
    const { api, dialog, click, address } = await openDialog({
      api: { createKey: async () => aKey() },
    });
    const make = dialog.getByRole('button', { name: 'Make the key' });
    const name = await dialog.findByRole('textbox', { name: /Name/ });
    expect(make).toBeDisabled();
    await click.type(name, '   ');
    expect(make).toBeDisabled();
    await click.type(name, 'thesis chatbot ');
    await click.click(make);
    expect(
      await screen.findByRole('heading', { name: 'thesis chatbot' }),
    ).toBeInTheDocument();
    expect(address()).toBe(`/maas/keys/${KEY_ID}`);
    expect(api.createKey).toHaveBeenCalledTimes(1);
    expect(api.createKey).toHaveBeenCalledWith(
      { team: CS, name: 'thesis chatbot' },
      { idempotencyKey: expect.stringMatching(/^[0-9a-f]{32}$/) },
    );

    await click.click(screen.getByRole('button', { name: 'back' }));
    expect(address()).toBe('/maas/keys');
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('cannot be called off once it runs', async () => {
    let answer: () => void = () => {};
    const { dialog, click, address } = await openDialog({
      api: {
        createKey: () =>
          new Promise(resolve => {
            answer = () => resolve(aKey());
          }),
      },
    });
    await click.type(await dialog.findByRole('textbox', { name: /Name/ }), 'x');
    await click.click(dialog.getByRole('button', { name: 'Make the key' }));
    expect(dialog.getByRole('button', { name: 'Cancel' })).toBeDisabled();
    await click.keyboard('{Escape}');
    await click.click(dialog.getByRole('button', { name: 'Close' }));
    expect(screen.getByRole('dialog')).toBeInTheDocument();
    await act(async () => answer());
    expect(address()).toBe(`/maas/keys/${KEY_ID}`);
  });

  it('leaves the most days to the server', async () => {
    const { api, dialog, click } = await openDialog({
      api: {
        createKey: async () => {
          throw await refusal(400, 'expiresInDays must be at most 9000');
        },
      },
    });
    await click.type(await dialog.findByRole('textbox', { name: /Name/ }), 'x');
    await click.type(
      dialog.getByRole('textbox', { name: /Expires after/ }),
      '9999',
    );
    await click.click(dialog.getByRole('button', { name: 'Make the key' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'expiresInDays must be at most 9000',
    );
    expect(api.createKey).toHaveBeenCalledWith(
      expect.objectContaining({ expiresInDays: 9999 }),
      expect.anything(),
    );
  });

  it('narrows the key down to models and days', async () => {
    const { api, dialog, click } = await openDialog({
      api: { createKey: async () => aKey() },
    });
    await click.type(
      await dialog.findByRole('textbox', { name: /Name/ }),
      'small',
    );
    expect(dialog.queryByText('Not for us')).not.toBeInTheDocument();
    await click.click(dialog.getByRole('checkbox', { name: 'Devstral' }));
    await click.type(
      dialog.getByRole('textbox', { name: /Expires after/ }),
      '30',
    );
    await click.click(dialog.getByRole('button', { name: 'Make the key' }));
    await waitFor(() =>
      expect(api.createKey).toHaveBeenCalledWith(
        { team: CS, name: 'small', models: ['devstral'], expiresInDays: 30 },
        expect.anything(),
      ),
    );
  });

  it('gives the key limits of its own', async () => {
    const { api, dialog, click } = await openDialog({
      api: { createKey: async () => aKey() },
    });
    await click.type(await dialog.findByRole('textbox', { name: /Name/ }), 'x');
    const fold = dialog.getByRole('button', { name: 'Limits of this key' });
    expect(fold).toHaveAttribute('aria-expanded', 'false');
    fold.focus();
    await click.keyboard('{Enter}');
    const field = (name: string) => dialog.getByRole('textbox', { name });
    await click.type(field('Tokens per minute'), '5000');
    await click.type(field('Tokens per month'), '7');
    await click.clear(field('Tokens per month'));
    // There is nothing below one, nor between one and two.
    await click.type(field('Requests per minute'), '0');
    await click.type(field('Parallel requests'), '2.4');
    await click.tab();
    expect(field('Requests per minute')).toHaveValue('1');
    await click.click(dialog.getByRole('button', { name: 'Make the key' }));
    await waitFor(() =>
      expect(api.createKey).toHaveBeenCalledWith(
        {
          team: CS,
          name: 'x',
          limits: {
            tokensPerMinute: 5000,
            requestsPerMinute: 1,
            parallelRequests: 2,
          },
        },
        expect.anything(),
      ),
    );
  });

  it('shows what the server says, and repeats the same call', async () => {
    const { api, dialog, click } = await openDialog({
      api: {
        createKey: async () => {
          throw await refusal(403, 'You are not in this team');
        },
      },
    });
    await click.type(await dialog.findByRole('textbox', { name: /Name/ }), 'x');
    const make = dialog.getByRole('button', { name: 'Make the key' });
    await click.click(make);
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'You are not in this team',
    );
    await click.click(make);
    await waitFor(() => expect(api.createKey).toHaveBeenCalledTimes(2));
    const [first, second] = api.createKey.mock.calls.map(call => call[1]);
    expect(second).toEqual(first);
  });

  it('offers only my teams, and says where a team has no access', async () => {
    const { dialog, click } = await openDialog({ groups: [CS, LIBRARY] });
    await dialog.findByRole('textbox', { name: /Name/ });
    await click.click(dialog.getByRole('button', { name: /cs-department/ }));
    const options = await screen.findAllByRole('option');
    expect(options.map(option => option.textContent)).toEqual([
      'cs-department',
      'library',
    ]);
    await click.click(options[1]);
    expect(
      await dialog.findByText(/This team has access to no model yet/),
    ).toBeInTheDocument();
    expect(dialog.getByRole('button', { name: 'Make the key' })).toBeDisabled();
  });

  it('says so to somebody without a team', async () => {
    const { dialog } = await openDialog({ groups: [] });
    expect(await dialog.findByText(/You are in no team/)).toBeInTheDocument();
  });

  it('says when the models cannot be loaded', async () => {
    const { dialog } = await openDialog({
      api: {
        listModels: async () => {
          throw await refusal(500, 'Out of order');
        },
      },
    });
    expect(await dialog.findByRole('alert')).toHaveTextContent('Out of order');
  });

  it('opens from a link, and closes without making anything', async () => {
    const { api, click, address } = await renderMaas({
      path: '/maas/keys?new=key',
    });
    await click.click(
      within(await screen.findByRole('dialog')).getByRole('button', {
        name: 'Cancel',
      }),
    );
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(address()).toBe('/maas/keys');
    expect(api.createKey).not.toHaveBeenCalled();
  });
});
