import { configure, screen, waitFor, within } from '@testing-library/react';
import { aModel } from '../../../__testUtils__/fixtures';
import { refusal } from '../../../__testUtils__/mockMaasApi';
import {
  aModelRequest,
  MODEL_REQUEST_ID,
} from '../../../__testUtils__/modelRequests';
import { renderMaas } from '../../../__testUtils__/renderMaas';

configure({ asyncUtilTimeout: 20_000 });
jest.setTimeout(60_000);

const path = '/maas/model-requests';

describe('asking for a model', () => {
  const dialogOf = async () => within(await screen.findByRole('dialog'));

  it('starts with what was searched for, and says everything', async () => {
    const { api, click, address } = await renderMaas({
      path: `${path}?new=meta-llama/Llama-4-Scout`,
      permitted: true,
      api: {
        createModelRequest: async () => aModelRequest(),
        getModelRequest: async () => aModelRequest({ timeline: [] }),
      },
    });
    const dialog = await dialogOf();
    expect(await dialog.findByLabelText(/Id on Hugging Face/)).toHaveValue(
      'meta-llama/Llama-4-Scout',
    );
    expect(dialog.getByLabelText(/Id it should have/)).toHaveValue(
      'llama-4-scout',
    );
    const submit = dialog.getByRole('button', { name: 'Ask for it' });
    expect(submit).toBeDisabled();
    await click.click(dialog.getByLabelText(/Why you need it/));
    await click.paste('Students ask');
    await click.click(dialog.getByLabelText(/What you will use it for/));
    await click.paste('Chat');
    await click.click(submit);
    await waitFor(() => expect(address()).toBe(`${path}/${MODEL_REQUEST_ID}`));
    expect(api.createModelRequest).toHaveBeenCalledWith(
      {
        model: 'llama-4-scout',
        title: undefined,
        source: { kind: 'huggingface', uri: 'meta-llama/Llama-4-Scout' },
        team: 'group:default/cs-department',
        payer: 'group:default/cs-department',
        reason: 'Students ask',
        expectedUse: 'Chat',
        tokensPerMonth: undefined,
      },
      { idempotencyKey: expect.stringMatching(/^[0-9a-f]{32}$/) },
    );
  });

  it('shows what is there or asked for already, and lets one join it', async () => {
    const request = aModelRequest({ permissions: { join: true } });
    const { api, click } = await renderMaas({
      path: `${path}?new=llama`,
      permitted: true,
      api: {
        findSimilarModels: async () => ({
          models: [
            aModel({ id: 'llama-3', title: 'Llama 3' }),
            aModel({
              id: 'llama-2',
              title: 'Llama 2',
              access: [
                {
                  team: 'group:default/cs-department',
                  plan: 'free',
                  state: 'active',
                },
              ],
            }),
          ],
          requests: [request, aModelRequest({ id: 'b', title: 'Llama 5' })],
        }),
      },
    });
    const dialog = await dialogOf();
    const there = within(
      await dialog.findByRole('list', { name: 'There already' }),
    );
    expect(
      there.getByRole('link', { name: 'Ask for access to Llama 3' }),
    ).toHaveAttribute('href', expect.stringContaining('llama-3'));
    expect(
      there.queryByRole('link', { name: 'Ask for access to Llama 2' }),
    ).toBeNull();
    expect(dialog.getByText('You want it too')).toBeInTheDocument();
    expect(api.findSimilarModels).toHaveBeenCalledWith(
      { to: 'llama' },
      expect.anything(),
    );
    await click.click(dialog.getByRole('button', { name: 'Me too: Llama 4' }));
    expect(
      await screen.findByRole('dialog', {
        name: /Join the request for Llama 4/,
      }),
    ).toBeInTheDocument();
    expect(screen.queryByLabelText(/Id on Hugging Face/)).toBeNull();
  });

  it('stays open and says why it was refused', async () => {
    const { click } = await renderMaas({
      path: `${path}?new=oci://quay.io/acme/granite`,
      permitted: true,
      api: {
        createModelRequest: async () => {
          throw await refusal(409, 'It is asked for already');
        },
      },
    });
    const dialog = await dialogOf();
    expect(await dialog.findByLabelText(/Address of the image/)).toHaveValue(
      'oci://quay.io/acme/granite',
    );
    await click.click(dialog.getByLabelText(/Why you need it/));
    await click.paste('a');
    await click.click(dialog.getByLabelText(/What you will use it for/));
    await click.paste('b');
    await click.click(dialog.getByRole('button', { name: 'Ask for it' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'It is asked for already',
    );
    expect(dialog.getByLabelText(/Why you need it/)).toHaveValue('a');
  });

  it('needs a team', async () => {
    await renderMaas({
      path: `${path}?new=`,
      permitted: true,
      groups: [],
    });
    const dialog = await dialogOf();
    expect(
      await dialog.findByText(/You are in no team yet/),
    ).toBeInTheDocument();
    expect(dialog.getByRole('button', { name: 'Ask for it' })).toBeDisabled();
  });
});
