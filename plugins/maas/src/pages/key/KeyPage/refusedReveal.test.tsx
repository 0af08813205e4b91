import type { MaasApi } from '@openmaas/backstage-plugin-maas-common';
import { screen } from '@testing-library/react';
import {
  aKey,
  aRevealedKey,
  KEY_ID,
  NO_KEY_PERMISSIONS,
  SECRET,
} from '../../../__testUtils__/fixtures';
import { refusal } from '../../../__testUtils__/mockMaasApi';
import { renderMaas } from '../../../__testUtils__/renderMaas';

const renderKey = (api: Partial<MaasApi>) =>
  renderMaas({
    path: `/maas/keys/${KEY_ID}`,
    api: { getKey: async () => aKey(), ...api },
  });

describe('a reveal that is refused', () => {
  it('leaves it to the server to say why it cannot be done now', async () => {
    let revoked = false;
    const { click } = await renderKey({
      getKey: async () =>
        revoked
          ? aKey({
              state: 'revoked',
              models: [],
              permissions: NO_KEY_PERMISSIONS,
            })
          : aKey(),
      revealKey: async () => {
        revoked = true;
        throw await refusal(409, 'The key is revoked: make a new one');
      },
    });
    await click.click(
      await screen.findByRole('button', { name: 'Reveal key' }),
    );
    expect(await screen.findByText('This key was revoked')).toBeInTheDocument();
    const text = 'The key is revoked: make a new one';
    expect(screen.getByText(text)).toBeInTheDocument();
    expect(screen.getByText('It cannot be revealed now')).toBeInTheDocument();
  });

  it('shows that the new state could not be loaded, until it is', async () => {
    let calls = 0;
    const { click } = await renderKey({
      getKey: async () => {
        calls += 1;
        if (calls === 2) {
          throw await refusal(503, 'The database is away');
        }
        return calls === 1 ? aKey() : aRevealedKey();
      },
      revealKey: async () => {
        throw await refusal(409, 'This key was revealed a minute ago');
      },
    });
    await click.click(
      await screen.findByRole('button', { name: 'Reveal key' }),
    );
    expect(await screen.findByText('The database is away')).toBeInTheDocument();
    await click.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByText('This key has been revealed'),
    ).toBeInTheDocument();
    expect(screen.queryByText('The database is away')).toBeNull();
  });

  it('shows that it was revealed elsewhere in the meantime', async () => {
    let revealed = false;
    const { click } = await renderKey({
      getKey: async () => (revealed ? aRevealedKey() : aKey()),
      revealKey: async () => {
        revealed = true;
        throw await refusal(409, 'This key was revealed a minute ago');
      },
    });
    await click.click(
      await screen.findByRole('button', { name: 'Reveal key' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'This key was revealed a minute ago',
    );
    expect(
      await screen.findByText('This key has been revealed'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Reveal key' })).toBeNull();
    expect(screen.queryByRole('textbox', { name: 'API key' })).toBeNull();
  });

  it('can be tried again where it failed', async () => {
    let attempts = 0;
    const { click } = await renderKey({
      revealKey: async () => {
        attempts += 1;
        if (attempts === 1) {
          throw await refusal(503, 'The database is away');
        }
        return {
          key: aRevealedKey(),
          secret: SECRET,
          gatewayBaseUrl: 'https://gw.test/v1',
        };
      },
    });
    await click.click(
      await screen.findByRole('button', { name: 'Reveal key' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The database is away',
    );
    await click.click(screen.getByRole('button', { name: 'Reveal key' }));
    expect(
      await screen.findByRole('textbox', { name: 'API key' }),
    ).toHaveTextContent(SECRET);
  });
});
