import type { Model } from '@openmaas/backstage-plugin-maas-common';
import { configure, screen, waitFor } from '@testing-library/react';
import { useHref } from 'react-router-dom';
import { aModel } from '../../../__testUtils__/fixtures';
import { pageOf } from '../../../__testUtils__/mockMaasApi';
import { renderMaas } from '../../../__testUtils__/renderMaas';

configure({ asyncUtilTimeout: 20_000 });
jest.setTimeout(60_000);

const mockRendered = jest.fn();
jest.mock('../ModelTitle', () => ({
  ModelTitle: ({ model }: { model: Model }) => {
    mockRendered(model.id);
    return <a href={useHref(`/${model.id}`)}>{model.title}</a>;
  },
}));

describe('the cards of the models', () => {
  it('are not all rendered anew where the address remembers a choice', async () => {
    const { click, address } = await renderMaas({
      api: {
        listModels: async () =>
          pageOf(['a', 'b', 'c'].map(id => aModel({ id, title: id }))),
      },
    });
    const choice = await screen.findByRole('checkbox', { name: 'Compare b' });
    mockRendered.mockClear();
    await click.click(choice);
    await waitFor(() => expect(address()).toBe('/maas/models?compare=b'));
    expect(new Set(mockRendered.mock.calls.flat())).toEqual(new Set(['b']));
  });
});
