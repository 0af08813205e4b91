import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import type { Model } from '@openmaas/backstage-plugin-maas-common';
import { aModel } from '../../../__testUtils__/fixtures';
import { pageOf, refusal } from '../../../__testUtils__/mockMaasApi';
import { renderMaas } from '../../../__testUtils__/renderMaas';

/** What a page that was hidden does when it is looked at again. */
const lookAgain = () => fireEvent(document, new Event('visibilitychange'));

const three = (rest: Partial<Model> = {}) =>
  ['a', 'b', 'c'].map(id => aModel({ id, title: `Model ${id}`, ...rest }));

describe('the list of models', () => {
  it('keeps itself up to date, with all pages that are there', async () => {
    const { api, click } = await renderMaas({
      api: {
        listModels: async query =>
          query?.cursor
            ? pageOf(three().slice(2), { totalItems: 3 })
            : pageOf(three().slice(0, 2), { totalItems: 3, nextCursor: '2' }),
      },
    });
    await screen.findByText('Model a');
    await click.click(screen.getByRole('button', { name: 'Load more' }));
    const last = await screen.findByText('Model c');

    const newer = three({
      status: { state: 'starting', progress: 40, reason: 'Loading weights' },
    });
    api.listModels.mockImplementation(async () =>
      pageOf(newer, { totalItems: 4, nextCursor: '3' }),
    );
    lookAgain();
    expect(await screen.findAllByText('Loading weights')).toHaveLength(3);
    expect(screen.getAllByRole('progressbar')[0]).toHaveAttribute(
      'value',
      '40',
    );
    // It stands where it stood.
    expect(screen.getByText('Model c')).toBe(last);
    expect(screen.getByText('4 models')).toBeInTheDocument();
    expect(screen.getByText('3 of 4')).toBeInTheDocument();
    expect(api.listModels).toHaveBeenCalledTimes(3);
  });

  it('says that it is old where no newer one comes', async () => {
    let broken = false;
    const { click } = await renderMaas({
      api: {
        listModels: async () => {
          if (broken) {
            throw await refusal(503, 'The database is away');
          }
          return pageOf([aModel()]);
        },
      },
    });
    await screen.findByText('Granite 3.3 8B');
    broken = true;
    lookAgain();
    expect(
      await screen.findByText(/A newer one did not come: The database is away/),
    ).toHaveAttribute('role', 'status');
    expect(screen.getByText('Granite 3.3 8B')).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    broken = false;
    await click.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() =>
      expect(screen.queryByText(/did not come/)).not.toBeInTheDocument(),
    );
  });

  it('is not overtaken by an answer to an older question', async () => {
    let answerOld: () => void = () => {};
    const { api, click } = await renderMaas({
      api: { listModels: async () => pageOf([aModel()]) },
    });
    await screen.findByText('Granite 3.3 8B');
    api.listModels.mockImplementation(query =>
      query?.mine
        ? Promise.resolve(pageOf([aModel({ id: 'mine', title: 'Mine' })]))
        : new Promise(resolve => {
            answerOld = () => resolve(pageOf([aModel({ title: 'Old' })]));
          }),
    );
    lookAgain();
    await waitFor(() => expect(api.listModels).toHaveBeenCalledTimes(2));
    await click.click(
      screen.getByRole('checkbox', { name: 'My teams can call it' }),
    );
    await screen.findByText('Mine');
    await act(async () => answerOld());
    expect(screen.getByText('Mine')).toBeInTheDocument();
    expect(screen.queryByText('Old')).not.toBeInTheDocument();
  });
});
