import { screen } from '@testing-library/react';
import {
  aKey,
  aRevealedKey,
  KEY_ID,
  SECRET,
} from '../../__testUtils__/fixtures';
import { refusal } from '../../__testUtils__/mockMaasApi';
import { renderMaas } from '../../__testUtils__/renderMaas';
import { TaskOutputs } from './TaskOutputs';

const output = {
  keyId: KEY_ID,
  links: [{ title: 'Open your request', url: '/maas/requests/1' }],
};

describe('the result of a template', () => {
  it('reveals the key that was made, once, beside the links', async () => {
    const { api, click } = await renderMaas(
      {
        api: {
          getKey: async () => aKey(),
          revealKey: async () => ({
            key: aRevealedKey(),
            secret: SECRET,
            gatewayBaseUrl: 'http://gateway.test/v1',
          }),
        },
      },
      <TaskOutputs output={output} />,
    );
    expect(screen.getByText('Open your request')).toBeVisible();
    expect(api.revealKey).not.toHaveBeenCalled();
    await click.click(await screen.findByRole('button', { name: /Reveal/ }));
    expect(await screen.findByText(SECRET)).toBeVisible();
    await click.click(screen.getByRole('button', { name: /stored/i }));
    expect(screen.queryByText(SECRET)).toBeNull();
    expect(screen.queryByRole('button', { name: /Reveal/ })).toBeNull();
  });

  it.each([
    ['waits', aKey({ state: 'waiting' })],
    [
      'belongs to somebody else',
      {
        ...aKey(),
        permissions: { ...aKey().permissions, reveal: false },
      },
    ],
  ])('offers no secret of a key that %s', async (_, key) => {
    const { api } = await renderMaas(
      { api: { getKey: async () => key } },
      <TaskOutputs output={output} />,
    );
    expect(await screen.findByText('Open your request')).toBeVisible();
    expect(api.getKey).toHaveBeenCalled();
    expect(screen.queryByRole('button', { name: /Reveal/ })).toBeNull();
  });

  it('says that the key cannot be read', async () => {
    const error = await refusal(404, 'There is no key');
    await renderMaas(
      {
        api: {
          getKey: async () => {
            throw error;
          },
        },
      },
      <TaskOutputs output={output} />,
    );
    expect(await screen.findByText('There is no key')).toBeVisible();
  });

  it.each([undefined, {}, { keyId: '../keys' }, { keyId: 'dry-run' }])(
    'asks for no key of %j',
    async value => {
      const { api } = await renderMaas({}, <TaskOutputs output={value} />);
      expect(api.getKey).not.toHaveBeenCalled();
    },
  );
});
