import type { MaasApi } from '@openmaas/backstage-plugin-maas-common';
import { act, fireEvent, screen } from '@testing-library/react';
import { inspect } from 'node:util';
import {
  aKey,
  aRevealedKey,
  KEY_ID,
  PREFIX,
  SECRET,
} from '../../../__testUtils__/fixtures';
import { renderMaas } from '../../../__testUtils__/renderMaas';

const TAIL = SECRET.slice(PREFIX.length);

function renderKey(api: Partial<MaasApi> = {}) {
  let key = aKey();
  return renderMaas({
    path: `/maas/keys/${KEY_ID}`,
    api: {
      getKey: async () => key,
      revealKey: async () => {
        key = aRevealedKey();
        return { key, secret: SECRET, gatewayBaseUrl: 'https://gw.test/v1' };
      },
      ...api,
    },
  });
}

async function reveal(rendered: Awaited<ReturnType<typeof renderKey>>) {
  await rendered.click.click(
    await screen.findByRole('button', { name: 'Reveal key' }),
  );
  return screen.findByRole('textbox', { name: 'API key' });
}

function expectNoTraceOfSecret(address: string | null) {
  expect(document.documentElement.outerHTML).not.toContain(TAIL);
  for (const field of document.querySelectorAll('input, textarea')) {
    expect((field as HTMLInputElement).value).not.toContain(TAIL);
  }
  for (const storage of [localStorage, sessionStorage]) {
    expect(JSON.stringify({ ...storage })).not.toContain(TAIL);
  }
  expect(`${window.location.href} ${address}`).not.toContain(TAIL);
  expect(document.cookie).not.toContain(TAIL);
}

describe('revealing a key', () => {
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
    if (
      inspect(logged, {
        depth: 10,
        maxArrayLength: null,
        maxStringLength: null,
      }).includes(TAIL)
    ) {
      throw new Error('The secret was logged');
    }
  });

  it('says what it means before it is done', async () => {
    const { api } = await renderKey();
    expect(
      await screen.findByText(/nobody can show it again/),
    ).toBeInTheDocument();
    expect(api.revealKey).not.toHaveBeenCalled();
  });

  it('shows the secret once, until it is stored', async () => {
    const rendered = await renderKey();
    const { api, click, address } = rendered;
    expect(await reveal(rendered)).toHaveTextContent(SECRET);
    expect(api.revealKey).toHaveBeenCalledTimes(1);
    expect(
      screen.getByRole('textbox', { name: 'As an environment variable' }),
    ).toHaveTextContent(`export OPENAI_API_KEY='${SECRET}'`);
    expect(
      screen.getByRole('heading', { name: 'Your key: store it now' }),
    ).toHaveFocus();
    const snippet = screen.getByRole('textbox', { name: 'curl' });
    expect(snippet).toHaveTextContent('https://gw.test/v1/chat/completions');
    expect(snippet).not.toHaveTextContent(SECRET);
    expect(screen.queryByRole('button', { name: 'Reveal key' })).toBeNull();
    expect(
      JSON.stringify({ ...localStorage, ...sessionStorage }),
    ).not.toContain(TAIL);
    expect(address()).not.toContain(TAIL);

    await click.click(screen.getByRole('button', { name: 'I have stored it' }));
    expect(
      screen.getByRole('heading', { name: 'thesis chatbot' }),
    ).toHaveFocus();
    expect(screen.getByText('This key has been revealed')).toBeInTheDocument();
    expect(screen.getAllByText(PREFIX)).toHaveLength(2);
    expect(
      screen.getByRole('textbox', { name: 'As environment variables' }),
    ).toHaveTextContent('<your API key>');
    expectNoTraceOfSecret(address());
  });

  it('copies the secret and says so', async () => {
    const rendered = await renderKey();
    await reveal(rendered);
    const writeText = jest.spyOn(navigator.clipboard, 'writeText');
    const [copy] = screen.getAllByRole('button', { name: 'Copy' });
    await rendered.click.click(copy);
    expect(writeText).toHaveBeenCalledWith(SECRET);
    expect((await screen.findAllByText('Copied'))[0]).toBeInTheDocument();
  });

  it('says how to copy by hand where copying is blocked', async () => {
    const rendered = await renderKey();
    await reveal(rendered);
    jest
      .spyOn(navigator.clipboard, 'writeText')
      .mockRejectedValue(new Error('denied'));
    const [copy] = screen.getAllByRole('button', { name: 'Copy' });
    await rendered.click.click(copy);
    expect(await screen.findByText(/press Ctrl\+C/)).toBeInTheDocument();
  });

  it('leaves no trace when the page goes away', async () => {
    const rendered = await renderKey();
    await reveal(rendered);
    const address = rendered.address();
    rendered.unmount();
    expect(document.body).not.toHaveTextContent(SECRET);
    expectNoTraceOfSecret(address);
  });

  it('asks before the page is left, as long as the secret is shown', async () => {
    const confirm = jest.spyOn(window, 'confirm').mockReturnValue(false);
    const rendered = await renderKey();
    await reveal(rendered);
    expect(
      fireEvent(window, new Event('beforeunload', { cancelable: true })),
    ).toBe(false);
    const models = screen.getByRole('tab', { name: 'Models' });
    await rendered.click.click(models);
    expect(confirm).toHaveBeenCalledTimes(1);
    expect(rendered.address()).toBe(`/maas/keys/${KEY_ID}`);
    expect(screen.getByRole('textbox', { name: 'API key' })).toBeVisible();

    confirm.mockReturnValue(true);
    await rendered.click.click(models);
    expect(
      await screen.findByText('No models are offered yet'),
    ).toBeInTheDocument();
    expectNoTraceOfSecret(rendered.address());
    expect(
      fireEvent(window, new Event('beforeunload', { cancelable: true })),
    ).toBe(true);
  });

  it('asks those who leave with the keyboard, too', async () => {
    const confirm = jest.spyOn(window, 'confirm').mockReturnValue(false);
    const rendered = await renderKey();
    await reveal(rendered);
    act(() => screen.getByRole('tab', { name: 'Keys' }).focus());
    await rendered.click.keyboard('{ArrowRight}{Enter}');
    expect(confirm).toHaveBeenCalled();
    expect(rendered.address()).toBe(`/maas/keys/${KEY_ID}`);
    expect(screen.getByRole('textbox', { name: 'API key' })).toBeVisible();
  });

  it('asks before the page is left while the answer is on its way', async () => {
    const confirm = jest.spyOn(window, 'confirm').mockReturnValue(false);
    let answer: () => void = () => {};
    const { click, address } = await renderKey({
      revealKey: () =>
        new Promise(resolve => {
          answer = () =>
            resolve({
              key: aRevealedKey(),
              secret: SECRET,
              gatewayBaseUrl: 'https://gw.test/v1',
            });
        }),
    });
    const button = await screen.findByRole('button', { name: 'Reveal key' });
    const models = screen.getByRole('tab', { name: 'Models' });
    await click.click(button);
    expect(
      fireEvent(window, new Event('beforeunload', { cancelable: true })),
    ).toBe(false);
    await click.click(models);
    expect(confirm).toHaveBeenCalledTimes(1);
    expect(address()).toBe(`/maas/keys/${KEY_ID}`);

    await act(async () => answer());
    await click.click(screen.getByRole('button', { name: 'I have stored it' }));
    await click.click(models);
    expect(confirm).toHaveBeenCalledTimes(1);
    expect(address()).toBe('/maas/models');
  });

  it('is done once by a double click', async () => {
    const { api, click } = await renderKey();
    await click.dblClick(
      await screen.findByRole('button', { name: 'Reveal key' }),
    );
    expect(
      await screen.findByRole('textbox', { name: 'API key' }),
    ).toHaveTextContent(SECRET);
    expect(api.revealKey).toHaveBeenCalledTimes(1);
  });
});
