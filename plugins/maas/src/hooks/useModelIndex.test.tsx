import { TestApiProvider } from '@backstage/test-utils';
import { renderHook, waitFor } from '@testing-library/react';
import type { PropsWithChildren } from 'react';
import { aModel } from '../__testUtils__/fixtures';
import { mockMaasApi, pageOf } from '../__testUtils__/mockMaasApi';
import { maasApiRef } from '../api';
import { useModelIndex } from './useModelIndex';

describe('useModelIndex', () => {
  const setUp = (ids?: string[]) => {
    const api = mockMaasApi({
      listModels: async query =>
        pageOf((query?.ids ?? ['all']).map(id => aModel({ id }))),
    });
    const wrapper = ({ children }: PropsWithChildren) => (
      <TestApiProvider apis={[[maasApiRef, api]]}>{children}</TestApiProvider>
    );
    const rendered = renderHook(props => useModelIndex(props.ids), {
      wrapper,
      initialProps: { ids },
    });
    const ask = (next: string[]) => rendered.rerender({ ids: next });
    const names = () => [...rendered.result.current.keys()];
    return { api, ask, names };
  };

  it('asks only for the models that are named, once for the same', async () => {
    const { api, ask, names } = setUp([]);
    expect(api.listModels).not.toHaveBeenCalled();
    ask(['b', 'a', 'b']);
    await waitFor(() => expect(names()).toEqual(['a', 'b']));
    ask(['a', 'b']);
    expect(api.listModels).toHaveBeenCalledTimes(1);
    expect(api.listModels).toHaveBeenCalledWith(
      expect.objectContaining({ ids: ['a', 'b'] }),
      expect.anything(),
    );
    ask(['a', 'c']);
    await waitFor(() => expect(names()).toEqual(['a', 'c']));
  });

  it('asks for all where none is named', async () => {
    const { names } = setUp();
    await waitFor(() => expect(names()).toEqual(['all']));
  });
});
