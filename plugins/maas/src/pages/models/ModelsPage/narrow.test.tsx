import {
  configure,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import { aModel } from '../../../__testUtils__/fixtures';
import { pageOf } from '../../../__testUtils__/mockMaasApi';
import { renderMaas } from '../../../__testUtils__/renderMaas';

// The moment that typing is waited for never ends.
jest.mock('react-use/esm/useDebounce', () => ({
  __esModule: true,
  default: () => {},
}));

configure({ asyncUtilTimeout: 20_000 });
jest.setTimeout(60_000);

describe('the models page on a narrow screen', () => {
  beforeAll(() => {
    const { matchMedia } = window;
    window.matchMedia = query => ({ ...matchMedia(query), matches: false });
  });

  it('has its filters in a dialog, which says how many models are left', async () => {
    const { click, address } = await renderMaas({
      api: {
        listModels: async query =>
          query?.capability
            ? pageOf([aModel()])
            : pageOf([aModel(), aModel({ id: 'b', title: 'Other' })]),
        getModelFacets: async () => ({
          capability: [{ value: 'tools', count: 1 }],
          modality: [],
          provider: [],
          license: [],
          state: [],
        }),
      },
    });
    await screen.findByText('Other');
    expect(
      screen.queryByRole('checkbox', { name: /^tools/ }),
    ).not.toBeInTheDocument();
    await click.click(screen.getByRole('button', { name: 'Filters' }));
    const dialog = within(await screen.findByRole('dialog'));
    await click.click(dialog.getByRole('checkbox', { name: /^tools/ }));
    const show = await dialog.findByRole('button', { name: 'Show 1 model' });
    expect(address()).toBe('/maas/models?capability=tools');
    await click.click(show);
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(
      screen.getByRole('button', { name: 'Filters (1 active)' }),
    ).toBeInTheDocument();
    expect(screen.queryByText('Other')).not.toBeInTheDocument();
  });

  it('loses no price that was typed just before the dialog is closed', async () => {
    const { api, click, address } = await renderMaas({
      api: { listModels: async () => pageOf([aModel()]) },
    });
    await screen.findByText('Granite 3.3 8B');
    await click.click(screen.getByRole('button', { name: 'Filters' }));
    const dialog = within(await screen.findByRole('dialog'));
    fireEvent.change(dialog.getByRole('textbox', { name: 'Output' }), {
      target: { value: '0.6' },
    });
    dialog.getByRole('textbox', { name: 'Output' }).focus();
    await click.click(dialog.getByRole('button', { name: 'Show 1 model' }));
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(address()).toBe('/maas/models?maxOutput=0.6');
    await waitFor(() =>
      expect(api.listModels).toHaveBeenLastCalledWith(
        expect.objectContaining({ maxOutputPrice: '600000000' }),
        expect.anything(),
      ),
    );
  });
});
