import type { MaasApi, Model } from '@openmaas/backstage-plugin-maas-common';
import { screen, waitFor, within } from '@testing-library/react';
import { aModel } from '../../__testUtils__/fixtures';
import { pageOf, refusal } from '../../__testUtils__/mockMaasApi';
import { renderMaas } from '../../__testUtils__/renderMaas';
import { StopModel } from './StopModel';

// Dialogs are slow to go through on a busy machine.
jest.setTimeout(60_000);

const stopped: Model['stopped'] = {
  reason: 'It leaks prompts',
  by: 'user:default/petra',
  at: '2026-11-01T08:00:00.000Z',
};

async function renderButton(
  model: Partial<Model> = {},
  api: Partial<MaasApi> = {},
) {
  const onChanged = jest.fn();
  const rendered = await renderMaas(
    {
      permitted: true,
      api: {
        listGrants: async () => pageOf([], { totalItems: 7 }),
        ...api,
      },
    },
    <StopModel model={aModel(model)} onChanged={onChanged} />,
  );
  return { ...rendered, onChanged };
}

describe('StopModel', () => {
  it('stops only with a reason and the name of the model', async () => {
    const { api, click, onChanged } = await renderButton(
      {},
      { stopModel: async () => aModel({ stopped }) },
    );
    await click.click(await screen.findByRole('button', { name: 'Stop…' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(await dialog.findByText(/^7 teams can call it now/)).toBeVisible();
    expect(api.listGrants).toHaveBeenCalledWith(
      { model: 'granite-3', state: ['active'], limit: 1 },
      expect.anything(),
    );
    const stop = dialog.getByRole('button', { name: 'Stop it for everybody' });
    expect(stop).toBeDisabled();
    await click.type(
      dialog.getByRole('textbox', { name: /Reason/ }),
      'It leaks prompts ',
    );
    const typed = dialog.getByRole('textbox', {
      name: /Write granite-3 to confirm/,
    });
    await click.type(typed, 'granite');
    expect(stop).toBeDisabled();
    await click.type(typed, '-3');
    await click.click(stop);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(api.stopModel).toHaveBeenCalledWith('granite-3', {
      reason: 'It leaks prompts',
    });
    expect(onChanged).toHaveBeenCalledTimes(1);
  });

  it('lets a stopped one go on', async () => {
    const { api, click, onChanged } = await renderButton(
      { stopped },
      { resumeModel: async () => aModel() },
    );
    expect(screen.queryByRole('button', { name: 'Stop…' })).toBeNull();
    await click.click(await screen.findByRole('button', { name: 'Resume…' }));
    const dialog = within(await screen.findByRole('dialog'));
    await click.click(dialog.getByRole('button', { name: 'Resume' }));
    await waitFor(() => expect(onChanged).toHaveBeenCalledTimes(1));
    expect(api.resumeModel).toHaveBeenCalledWith('granite-3', {});
  });

  it('says that somebody else was faster, and looks again', async () => {
    const { click, onChanged } = await renderButton(
      { stopped },
      {
        resumeModel: async () => {
          throw await refusal(409, 'Model "granite-3" is not stopped');
        },
      },
    );
    await click.click(await screen.findByRole('button', { name: 'Resume…' }));
    const dialog = within(await screen.findByRole('dialog'));
    await click.click(dialog.getByRole('button', { name: 'Resume' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'Model "granite-3" is not stopped',
    );
    expect(onChanged).not.toHaveBeenCalled();
    await click.click(dialog.getByRole('button', { name: 'Cancel' }));
    expect(onChanged).toHaveBeenCalledTimes(1);
  });

  it('has nothing to stop once a model has retired', async () => {
    await renderButton({ retirement: { at: '2020-01-01T00:00:00.000Z' } });
    expect(screen.queryByRole('button')).toBeNull();
  });
});
