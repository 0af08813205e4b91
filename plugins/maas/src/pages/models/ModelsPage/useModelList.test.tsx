import { TestApiProvider } from '@backstage/test-utils';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { PropsWithChildren } from 'react';
import { aModel } from '../../../__testUtils__/fixtures';
import { mockMaasApi, pageOf } from '../../../__testUtils__/mockMaasApi';
import { maasApiRef } from '../../../api';
import { NO_FILTER } from '../ActiveFilters';
import { useModelList } from './useModelList';

const PORTFOLIO = Array.from({ length: 600 }, (_, index) =>
  aModel({ id: `m-${index}` }),
);

/** Has 600 models, and gives as many at once as it is asked for. */
const portfolio = () =>
  mockMaasApi({
    listModels: async query => {
      const from = Number(query?.cursor ?? 0);
      const to = from + (query?.limit ?? 24);
      return pageOf(PORTFOLIO.slice(from, to), {
        totalItems: PORTFOLIO.length,
        nextCursor: to < PORTFOLIO.length ? String(to) : undefined,
      });
    },
  });

const lookAgain = () =>
  act(() => {
    document.dispatchEvent(new Event('visibilitychange'));
  });

function renderList() {
  const api = portfolio();
  const { result } = renderHook(
    () => useModelList({ ...NO_FILTER, sort: 'title' }),
    {
      wrapper: ({ children }: PropsWithChildren) => (
        <TestApiProvider apis={[[maasApiRef, api]]}>{children}</TestApiProvider>
      ),
    },
  );
  const asked = () =>
    api.listModels.mock.calls.map(([query]) => [query?.cursor, query?.limit]);
  const loaded = (count: number) =>
    waitFor(() => expect(result.current.list.items).toHaveLength(count));
  return { result, asked, loaded };
}

describe('useModelList', () => {
  it('refreshes as many as there are with one question', async () => {
    const { result, asked, loaded } = renderList();
    await loaded(24);
    act(() => result.current.list.loadMore());
    await loaded(74);
    lookAgain();
    await waitFor(() =>
      expect(asked()).toEqual([
        [undefined, 24],
        ['24', 50],
        [undefined, 74],
      ]),
    );
    await loaded(74);
  });

  it('goes through pages where there are more than one answer holds', async () => {
    const { result, asked, loaded } = renderList();
    await loaded(24);
    for (let more = 74; more <= 524; more += 50) {
      act(() => result.current.list.loadMore());
      await loaded(more);
    }
    const before = asked().length;
    lookAgain();
    await waitFor(() =>
      expect(asked().slice(before)).toEqual([
        [undefined, 500],
        ['500', 50],
      ]),
    );
    await loaded(550);
  });
});
