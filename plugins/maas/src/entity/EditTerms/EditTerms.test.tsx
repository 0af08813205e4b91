import { toastApiRef } from '@backstage/frontend-plugin-api';
import { TestApiProvider } from '@backstage/test-utils';
import type {
  MaasApi,
  ModelTerms,
} from '@openmaas/backstage-plugin-maas-common';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { aGroup } from '../../__testUtils__/entities';
import { aModel, aPlan } from '../../__testUtils__/fixtures';
import { pageOf, refusal } from '../../__testUtils__/mockMaasApi';
import { renderMaas } from '../../__testUtils__/renderMaas';
import { EditTerms } from './EditTerms';

jest.setTimeout(60_000);

const theTerms = (rest: Partial<ModelTerms> = {}): ModelTerms => ({
  id: 'granite-3',
  source: 'config',
  version: 7,
  futurePrices: [
    {
      tokenClass: 'input',
      nanosPerMillion: '50000000',
      currency: 'USD',
      validFrom: '2027-01-01T12:00:00.000Z',
    },
  ],
  terms: [
    {
      name: 'title',
      value: 'Mine',
      sourceValue: 'Theirs',
      setBy: 'user:default/petra',
      setAt: '2026-11-01T12:00:00.000Z',
    },
    { name: 'description', value: 'Small.', sourceValue: 'Small.' },
    {
      name: 'owner',
      value: 'group:default/platform-team',
      sourceValue: 'group:default/platform-team',
    },
    { name: 'approver' },
    { name: 'lifecycle', value: 'production', sourceValue: 'production' },
    { name: 'visibility', value: 'public', sourceValue: 'public' },
    { name: 'plans', value: ['free'], sourceValue: ['free'] },
    { name: 'multiplier', value: '1', sourceValue: '1' },
    {
      name: 'prices',
      value: [{ tokenClass: 'input', nanosPerMillion: '37500000' }],
      sourceValue: [{ tokenClass: 'input', nanosPerMillion: '37500000' }],
    },
  ],
  ...rest,
});

async function open(api: Partial<MaasApi> = {}) {
  const onSaved = jest.fn();
  const toastApi = { post: jest.fn() };
  const rendered = await renderMaas(
    {
      permitted: true,
      entities: [aGroup('ai-board', 'AI board')],
      api: {
        getModelTerms: async () => theTerms(),
        listPlans: async () => [
          aPlan(),
          aPlan({ id: 'premium', title: 'Premium' }),
        ],
        updateModel: async () => theTerms({ version: 8 }),
        ...api,
      },
    },
    <TestApiProvider apis={[[toastApiRef, toastApi]]}>
      <EditTerms model={aModel()} onSaved={onSaved} />
    </TestApiProvider>,
  );
  await rendered.click.click(
    await screen.findByRole('button', { name: 'Edit terms' }),
  );
  return { ...rendered, onSaved, toastApi };
}

const field = (name: string) => screen.findByRole('textbox', { name });

/** Puts a text in at once: each key would render the whole form. */
const fill = async (name: string, value: string) =>
  fireEvent.change(await field(name), { target: { value } });

const save = () => screen.getByRole('button', { name: 'Save the terms' });

describe('EditTerms', () => {
  it('shows each term with whose value it is, and what is to come', async () => {
    await open();
    expect(await field('Title')).toHaveValue('Mine');
    expect(await field('Input')).toHaveValue('0.0375');
    expect(screen.getByText(/^Set by/)).toHaveTextContent(
      /^Set by petra, Nov 1, 2026.*\. The source says: Theirs$/,
    );
    expect(screen.getAllByText('From the source.')).toHaveLength(10);
    expect(screen.getByText(/Input \$0\.05 from Jan 1, 2027/)).toBeVisible();
    expect(
      screen.getByRole('radio', { name: /^Restricted.*needs a decision/ }),
    ).toBeVisible();
    expect(save()).toBeDisabled();
  });

  it('sends what was changed, with the version that was read, and says so', async () => {
    const { api, click, onSaved, toastApi } = await open();
    await fill('Title', 'Ours');
    await click.click(screen.getByRole('radio', { name: /^Restricted/ }));
    await click.click(await screen.findByRole('checkbox', { name: 'Premium' }));
    await fill('Output', '0.150000001');
    fireEvent.change(screen.getByLabelText('New prices hold from'), {
      target: { value: '2099-01-01T08:00' },
    });
    await fill('Reason', 'New contract');
    await click.click(save());

    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(api.updateModel).toHaveBeenCalledWith('granite-3', {
      version: 7,
      title: 'Ours',
      visibility: 'restricted',
      plans: ['free', 'premium'],
      prices: [
        { tokenClass: 'input', nanosPerMillion: '37500000' },
        { tokenClass: 'output', nanosPerMillion: '150000001' },
      ],
      pricesFrom: new Date('2099-01-01T08:00').toISOString(),
      reason: 'New contract',
    });
    expect(onSaved).toHaveBeenCalledTimes(1);
    expect(toastApi.post).toHaveBeenCalledWith(
      expect.objectContaining({
        title: 'The terms of Granite 3.3 8B are saved',
        status: 'success',
      }),
    );
  });

  it('says beside a field what is wrong with it', async () => {
    await open();
    await fill('Output', '0.1500000001');
    expect(screen.getByText(/Write a decimal such as 0\.15/)).toBeVisible();
    expect(save()).toBeDisabled();
    await fill('Output', '0.15');
    expect(save()).toBeEnabled();
    fireEvent.change(screen.getByLabelText('New prices hold from'), {
      target: { value: '2000-01-01T08:00' },
    });
    expect(screen.getByText(/This time is over/)).toBeVisible();
    expect(save()).toBeDisabled();
  });

  it('is closed by a click beside it only while nothing is typed', async () => {
    const { click } = await open();
    await fill('Title', 'Ours');
    await click.click(document.body);
    expect(await field('Title')).toHaveValue('Ours');
    await fill('Title', 'Mine');
    await click.click(screen.getByRole('button', { name: 'Cancel' }));
    await click.click(screen.getByRole('button', { name: 'Edit terms' }));
    await field('Title');
    await click.click(document.body);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('gives a term back to the source, or keeps it after all', async () => {
    const { api, click } = await open();
    const giveBack = { name: 'Reset to source: Title' };
    await click.click(await screen.findByRole('button', giveBack));
    expect(await field('Title')).toHaveValue('Theirs');
    await click.click(screen.getByRole('button', { name: 'Keep it: Title' }));
    expect(await field('Title')).toHaveValue('Mine');
    expect(save()).toBeDisabled();

    await click.click(screen.getByRole('button', giveBack));
    await click.click(
      screen.getByRole('button', { name: 'Reset to source: Prices' }),
    );
    await click.click(save());
    expect(api.updateModel).toHaveBeenCalledWith('granite-3', {
      version: 7,
      title: null,
      prices: null,
    });
  });

  it('lets a group be chosen that decides about access', async () => {
    const { api, click } = await open();
    await field('Title');
    await click.click(
      screen.getByRole('button', { name: /Decides about access/ }),
    );
    await click.click(await screen.findByRole('option', { name: 'AI board' }));
    await click.click(save());
    expect(api.updateModel).toHaveBeenCalledWith('granite-3', {
      version: 7,
      approver: 'group:default/ai-board',
    });
  });

  it('announces the end of the model, and says what data it takes', async () => {
    const { api, click } = await open({
      listModels: async () =>
        pageOf([
          aModel(),
          aModel({ id: 'granite-4', title: 'Granite 4' }),
          aModel({
            id: 'old',
            title: 'Old one',
            retirement: { at: '2098-01-01T00:00:00.000Z' },
          }),
        ]),
    });
    await field('Title');
    await fill('Region', 'eu-central-1');
    expect(screen.getByText('Choose where the data goes.')).toBeVisible();
    expect(save()).toBeDisabled();
    await click.click(
      screen.getByRole('radio', { name: 'Leaves the organisation' }),
    );
    await click.click(screen.getByRole('checkbox', { name: 'Public' }));

    await click.click(screen.getByRole('button', { name: /Successor/ }));
    await click.click(await screen.findByRole('option', { name: 'Granite 4' }));
    expect(
      screen.getByText('Choose the day on which it retires.'),
    ).toBeVisible();
    const day = screen.getByLabelText('Retires on');
    fireEvent.change(day, { target: { value: '2000-01-01' } });
    expect(screen.getByText(/This day has begun already/)).toBeVisible();
    fireEvent.change(day, { target: { value: '2099-01-01' } });
    expect(day).toHaveValue('2099-01-01');
    await click.click(save());
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(api.updateModel).toHaveBeenCalledWith('granite-3', {
      version: 7,
      dataPolicy: {
        location: 'external',
        region: 'eu-central-1',
        allowed: ['public'],
      },
      retirement: {
        at: new Date(2099, 0, 1).toISOString(),
        successor: 'granite-4',
      },
    });
  });

  it('offers as successor neither the model itself nor one that retires', async () => {
    const { click } = await open({
      listModels: async () =>
        pageOf([
          aModel(),
          aModel({
            id: 'old',
            title: 'Old one',
            retirement: { at: '2098-01-01T00:00:00.000Z' },
          }),
          aModel({ id: 'granite-4', title: 'Granite 4' }),
        ]),
    });
    await field('Title');
    await click.click(screen.getByRole('button', { name: /Successor/ }));
    expect(
      await screen.findByRole('option', { name: 'Granite 4' }),
    ).toBeVisible();
    expect(
      screen.getAllByRole('option').map(({ textContent }) => textContent),
    ).toEqual(['None', 'Granite 4']);
  });

  it('keeps what was typed where somebody else was faster', async () => {
    let version = 7;
    const { api, click, onSaved } = await open({
      getModelTerms: async () => {
        const { terms } = theTerms();
        return theTerms({
          version,
          terms: terms.map(term =>
            term.name === 'description' && version > 7
              ? { ...term, value: 'Changed meanwhile.' }
              : term,
          ),
        });
      },
      updateModel: async (_, body) => {
        if (body.version !== 9) {
          version = 9;
          throw await refusal(409, 'Somebody else changed it');
        }
        return theTerms({ version: 10 });
      },
    });
    await fill('Title', 'Ours');
    await click.click(save());
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Somebody changed the terms meanwhile',
    );
    expect(save()).toBeDisabled();

    await click.click(screen.getByRole('button', { name: 'Look again' }));
    expect(await screen.findByText('Changed meanwhile.')).toBeInTheDocument();
    expect(await field('Title')).toHaveValue('Ours');
    await click.click(save());
    expect(api.updateModel).toHaveBeenLastCalledWith('granite-3', {
      version: 9,
      title: 'Ours',
    });
    expect(onSaved).toHaveBeenCalledTimes(1);
  });

  it('says why the terms were refused, and stays open', async () => {
    const { click, onSaved } = await open({
      updateModel: async () => {
        throw await refusal(400, 'title: is taken');
      },
    });
    await fill('Title', 'Mine!');
    await click.click(save());
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'title: is taken',
    );
    expect(await field('Title')).toHaveValue('Mine!');
    expect(onSaved).not.toHaveBeenCalled();
  });

  it('says why the terms cannot be read, and tries again', async () => {
    let healthy = false;
    const { click } = await open({
      getModelTerms: async () => {
        if (!healthy) {
          throw await refusal(500, 'Out of order');
        }
        return theTerms();
      },
    });
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'Out of order',
    );
    healthy = true;
    await click.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await field('Title')).toHaveValue('Mine');
  });
});
