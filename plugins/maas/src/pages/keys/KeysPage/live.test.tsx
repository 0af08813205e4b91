import { type SignalApi, signalApiRef } from '@backstage/plugin-signals-react';
import { TestApiProvider } from '@backstage/test-utils';
import { act, screen, within } from '@testing-library/react';
import { aRevealedKey } from '../../../__testUtils__/fixtures';
import { pageOf } from '../../../__testUtils__/mockMaasApi';
import { renderMaas } from '../../../__testUtils__/renderMaas';
import { MaasPage } from '../../MaasPage';

// Whole pages are slow to go through on a busy machine.
jest.setTimeout(60_000);

it('follows changes without losing the place or what is chosen', async () => {
  let tell: (message: { kind: string }) => void = () => {};
  const signals: SignalApi = {
    subscribe: (_, onMessage) => {
      tell = onMessage as unknown as typeof tell;
      return { unsubscribe: () => {} };
    },
  };
  let names = ['one', 'two', 'three'];
  const { api, click } = await renderMaas(
    {
      path: '/maas/keys',
      api: {
        listKeys: async ({ cursor, limit = 0, unusedDays } = {}) => {
          const keys = names.map(name => aRevealedKey({ id: name, name }));
          if (unusedDays) {
            return pageOf([]);
          }
          const first = limit > 50 ? 3 : 2;
          return cursor
            ? pageOf(keys.slice(2))
            : pageOf(keys.slice(0, first), {
                totalItems: keys.length,
                nextCursor: first === 2 ? 'more' : undefined,
              });
        },
      },
    },
    <TestApiProvider apis={[[signalApiRef, signals]]}>
      <MaasPage />
    </TestApiProvider>,
  );
  await click.click(await screen.findByRole('button', { name: 'Load more' }));
  const row = (
    await screen.findByRole('rowheader', { name: /^three/ })
  ).closest('[role=row]') as HTMLElement;
  await click.click(within(row).getByRole('checkbox'));
  expect(screen.getByText('1 key chosen')).toBeVisible();

  names = ['zero', 'two', 'three'];
  const before = api.listKeys.mock.calls.length;
  act(() => tell({ kind: 'access-request' }));
  act(() => tell({ kind: 'api-key' }));
  expect(
    await screen.findByRole('rowheader', { name: /^zero/ }, { timeout: 8_000 }),
  ).toBeVisible();
  expect(screen.getByRole('rowheader', { name: /^three/ })).toBeVisible();
  expect(screen.getByText('1 key chosen')).toBeVisible();
  expect(api.listKeys.mock.calls.length).toBeGreaterThan(before);
});
