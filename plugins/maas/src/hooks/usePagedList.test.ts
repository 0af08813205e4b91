import type { Page } from '@openmaas/backstage-plugin-maas-common';
import { act, renderHook, waitFor } from '@testing-library/react';
import { usePagedList } from './usePagedList';

type Item = { id: string };

const page = (ids: string, nextCursor?: string): Page<Item> => ({
  items: [...ids].map(id => ({ id })),
  totalItems: 9,
  nextCursor,
});

describe('usePagedList', () => {
  it('shows nothing twice where the order has changed between two pages', async () => {
    const loadPage = async (cursor?: string) =>
      cursor ? page('bcd') : page('ab', '2');
    const { result } = renderHook(() => usePagedList(loadPage));
    const ids = () => result.current.items?.map(({ id }) => id).join('');
    await waitFor(() => expect(ids()).toBe('ab'));
    act(() => result.current.loadMore());
    await waitFor(() => expect(ids()).toBe('abcd'));
  });

  it('does not refresh what is being loaded', async () => {
    const asked: Array<string | undefined> = [];
    let answer: (items: Page<Item>) => void = () => {};
    const loadPage = (cursor?: string) => {
      asked.push(cursor);
      return new Promise<Page<Item>>(resolve => {
        answer = resolve;
      });
    };
    const { result } = renderHook(() => usePagedList(loadPage));
    const { signal } = new AbortController();
    await act(() => result.current.refresh(signal));
    expect(asked).toEqual([undefined]);
    await act(async () => answer(page('ab', '2')));
    expect(result.current.items).toHaveLength(2);

    act(() => result.current.loadMore());
    await act(() => result.current.refresh(signal));
    expect(asked).toEqual([undefined, '2']);
    await act(async () => answer(page('c')));
    expect(result.current.items).toHaveLength(3);
  });

  it('keeps what it shows where a refresh fails, and says so to who asked', async () => {
    let broken = false;
    const loadPage = async () => {
      if (broken) {
        throw new Error('Out of order');
      }
      return page('ab');
    };
    const { result } = renderHook(() => usePagedList(loadPage));
    await waitFor(() => expect(result.current.items).toHaveLength(2));
    broken = true;
    const { signal } = new AbortController();
    await act(() =>
      expect(result.current.refresh(signal)).rejects.toThrow('Out of order'),
    );
    expect(result.current.items).toHaveLength(2);
    expect(result.current.error).toBeUndefined();
  });
});
