import type { ApiKey, MaasApi } from '@openmaas/backstage-plugin-maas-common';
import {
  act,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import { inspect } from 'node:util';
import {
  aRevealedKey,
  KEY_ID,
  PREFIX,
  SECRET,
} from '../../../__testUtils__/fixtures';
import { refusal } from '../../../__testUtils__/mockMaasApi';
import { renderMaas } from '../../../__testUtils__/renderMaas';

// Whole pages are slow to go through on a busy machine.
jest.setTimeout(60_000);

const TAIL = SECRET.slice(PREFIX.length);
const ENDS = '2099-11-02T09:00:00.000Z';

const renderKey = (api: Partial<MaasApi>, key: Partial<ApiKey> = {}) =>
  renderMaas({
    path: `/maas/keys/${KEY_ID}`,
    api: { getKey: async () => aRevealedKey(key), ...api },
  });

async function openDialog(rendered: Awaited<ReturnType<typeof renderKey>>) {
  await rendered.click.click(
    await screen.findByRole('button', { name: 'Rotate…' }),
  );
  return within(await screen.findByRole('dialog'));
}

const rotated = {
  key: aRevealedKey({ previousSecretEndsAt: ENDS }),
  secret: SECRET,
  gatewayBaseUrl: 'https://gw.test/v1',
};

describe('rotating a key', () => {
  const logged: unknown[] = [];

  beforeEach(() => {
    logged.length = 0;
    for (const level of ['log', 'info', 'debug', 'warn', 'error'] as const) {
      jest.spyOn(console, level).mockImplementation((...args) => {
        logged.push(...args);
      });
    }
  });

  afterEach(() => {
    jest.restoreAllMocks();
    if (inspect(logged, { depth: 10, maxStringLength: null }).includes(TAIL)) {
      throw new Error('The secret was logged');
    }
  });

  it('shows another secret once, and how long the one before works', async () => {
    const rendered = await renderKey({ rotateKey: async () => rotated });
    const { api, click, address } = rendered;
    const dialog = await openDialog(rendered);
    expect(dialog.getByText(/keeps its name, its rights/)).toBeVisible();
    expect(dialog.getByRole('radio', { name: 'one day' })).toBeChecked();
    await click.click(dialog.getByRole('radio', { name: 'three days' }));
    await click.click(
      dialog.getByRole('button', { name: 'Make a new secret' }),
    );

    expect(
      await screen.findByRole('textbox', { name: 'API key' }),
    ).toHaveTextContent(SECRET);
    expect(api.rotateKey).toHaveBeenCalledWith(KEY_ID, { graceHours: 72 });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(
      screen.getByRole('heading', { name: 'Your key: store it now' }),
    ).toHaveFocus();
    expect(screen.getByText(/works until Nov 2, 2099/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Rotate…' })).toBeNull();
    // It is lost when the page is left.
    expect(
      fireEvent(window, new Event('beforeunload', { cancelable: true })),
    ).toBe(false);

    await click.click(screen.getByRole('button', { name: 'I have stored it' }));
    expect(document.documentElement.outerHTML).not.toContain(TAIL);
    expect(`${address()} ${window.location.href}`).not.toContain(TAIL);
    expect(
      JSON.stringify({ ...localStorage, ...sessionStorage }),
    ).not.toContain(TAIL);
    expect(screen.getByRole('button', { name: 'Rotate…' })).toBeVisible();
  });

  it('says what it means to end the one before at once', async () => {
    const rendered = await renderKey(
      { rotateKey: async () => rotated },
      { previousSecretEndsAt: ENDS },
    );
    const { api, click } = rendered;
    const dialog = await openDialog(rendered);
    expect(
      dialog.getByText(/An earlier secret.*until Nov 2, 2099/),
    ).toBeVisible();
    expect(dialog.queryByRole('status')).toBeNull();
    await click.click(dialog.getByRole('radio', { name: /^no time/ }));
    expect(dialog.getByRole('status')).toHaveTextContent(
      'are refused from now on',
    );
    await click.click(
      dialog.getByRole('button', { name: 'Make a new secret' }),
    );
    await screen.findByRole('textbox', { name: 'API key' });
    expect(api.rotateKey).toHaveBeenCalledWith(KEY_ID, { graceHours: 0 });
  });

  it('asks before the page is left while the answer is on its way', async () => {
    const confirm = jest.spyOn(window, 'confirm').mockReturnValue(false);
    let answer: () => void = () => {};
    const rendered = await renderKey({
      rotateKey: () =>
        new Promise(resolve => {
          answer = () => resolve(rotated);
        }),
    });
    const models = await screen.findByRole('tab', { name: 'Models' });
    const dialog = await openDialog(rendered);
    await rendered.click.click(
      dialog.getByRole('button', { name: 'Make a new secret' }),
    );
    fireEvent.click(models);
    expect(confirm).toHaveBeenCalledTimes(1);
    expect(rendered.address()).toBe(`/maas/keys/${KEY_ID}`);
    await act(async () => answer());
    expect(
      await screen.findByRole('textbox', { name: 'API key' }),
    ).toHaveTextContent(SECRET);
  });

  it('says why it is refused, and looks again where the key has changed', async () => {
    let state: ApiKey['state'] = 'active';
    const rendered = await renderKey({
      getKey: async () => aRevealedKey({ state }),
      rotateKey: async () => {
        throw await refusal(409, 'The key is suspended');
      },
    });
    const dialog = await openDialog(rendered);
    state = 'suspended';
    await rendered.click.click(
      dialog.getByRole('button', { name: 'Make a new secret' }),
    );
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'The key is suspended',
    );
    await rendered.click.click(dialog.getByRole('button', { name: 'Cancel' }));
    expect(await screen.findByText('This key is suspended')).toBeVisible();
  });
});
