import type { MaasApi } from '@openmaas/backstage-plugin-maas-common';
import { screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { aModel, aPlan, aUsageReport, sums } from '../__testUtils__/fixtures';
import { pageOf, refusal } from '../__testUtils__/mockMaasApi';
import { renderMaas } from '../__testUtils__/renderMaas';
import type { FieldProps } from './fieldProps';
import { ModelsPicker } from './ModelsPicker';
import { PlanPicker } from './PlanPicker';
import { TeamPicker } from './TeamPicker';
import { WantedModelSource } from './WantedModelSource';

const CS = {
  ref: 'group:default/cs-department',
  title: 'Computer Science',
  owners: ['user:default/tom'],
  whenMakerLeaves: 'keep' as const,
  permissions: { own: false },
};
const LIBRARY = { ...CS, ref: 'group:default/library', title: 'Library' };

/** A field in a form that keeps its value and shows it. */
async function renderField<T>(
  Field: (props: FieldProps<T>) => JSX.Element | null,
  api: Partial<MaasApi>,
  options: { value?: T; form?: object } = {},
) {
  const Form = () => {
    const [value, setValue] = useState(options.value);
    return (
      <>
        <Field
          {...({
            formData: value,
            onChange: setValue,
            required: true,
            schema: {},
            uiSchema: {},
            formContext: { formData: options.form },
          } as unknown as FieldProps<T>)}
        />
        <output data-testid="value">{JSON.stringify(value)}</output>
      </>
    );
  };
  return renderMaas({ api }, <Form />);
}

const value = () => screen.getByTestId('value').textContent;

describe('the team picker', () => {
  it('offers the teams of the user', async () => {
    const { click } = await renderField(TeamPicker, {
      listTeams: async () => [CS, LIBRARY],
    });
    const button = await screen.findByRole('button', { name: /Team/ });
    await waitFor(() => expect(button).toBeEnabled());
    await click.click(button);
    await click.click(await screen.findByRole('option', { name: 'Library' }));
    expect(value()).toBe('"group:default/library"');
  });

  it('chooses the only one', async () => {
    await renderField(TeamPicker, { listTeams: async () => [CS] });
    await waitFor(() => expect(value()).toBe('"group:default/cs-department"'));
  });

  it('says what to do without a team', async () => {
    await renderField(TeamPicker, { listTeams: async () => [] });
    expect(await screen.findByText(/You are in no team yet/)).toBeVisible();
  });

  it('says what went wrong, and tries again', async () => {
    const listTeams = jest
      .fn<Promise<(typeof CS)[]>, []>()
      .mockRejectedValueOnce(await refusal(503, 'The catalog is not there'))
      .mockResolvedValue([CS]);
    const { click } = await renderField(TeamPicker, { listTeams });
    expect(await screen.findByText('The catalog is not there')).toBeVisible();
    await click.click(screen.getByRole('button', { name: /again/i }));
    await waitFor(() => expect(value()).toContain('cs-department'));
  });
});

describe('the models picker', () => {
  const small = aModel({ id: 'small', title: 'Small' });
  const guarded = aModel({
    id: 'guarded',
    title: 'Guarded',
    visibility: 'restricted',
    access: [{ team: CS.ref, plan: 'free', state: 'active' }],
    dataPolicy: { location: 'internal', allowed: ['public', 'internal'] },
  });

  it('shows what tells models apart, and gives entity references', async () => {
    const { click } = await renderField(
      ModelsPicker,
      {
        listModels: async query =>
          pageOf(query?.ids ? [small] : [guarded, small], { totalItems: 30 }),
        listPlans: async () => [aPlan()],
      },
      { form: { team: CS.ref } },
    );
    const option = await screen.findByRole('checkbox', { name: /Guarded/ });
    const label = within(option.closest('label') as HTMLElement);
    expect(label.getByText('Restricted: its owner decides')).toBeVisible();
    expect(await label.findByText('Your team has it under Free')).toBeVisible();
    expect(label.getByText('Allowed data: public, internal')).toBeVisible();
    expect(
      screen.getByText('28 more models: search to see them.'),
    ).toBeVisible();
    await click.click(screen.getByRole('checkbox', { name: /Small/ }));
    expect(value()).toBe('["resource:maas/small"]');
  });

  it('keeps what is chosen in sight, whatever is searched for', async () => {
    const { api, click } = await renderField(
      ModelsPicker,
      {
        listModels: async query =>
          query?.ids ? pageOf([small]) : pageOf([], { totalItems: 0 }),
      },
      { value: ['resource:maas/small'] },
    );
    await click.type(await screen.findByRole('searchbox'), 'gpt');
    await waitFor(() =>
      expect(api.listModels).toHaveBeenCalledWith(
        expect.objectContaining({ search: 'gpt' }),
        expect.anything(),
      ),
    );
    expect(
      await screen.findByRole('checkbox', { name: /Small/ }),
    ).toBeChecked();
    expect(await screen.findByText('No model fits.')).toBeVisible();
  });
});

describe('the plan picker', () => {
  const model = aModel({ id: 'small', plans: ['free', 'premium'] });
  const plans = [
    aPlan(),
    aPlan({ id: 'premium', title: 'Premium', priceFactor: '2' }),
    aPlan({ id: 'gold', title: 'Gold' }),
  ];
  const form = { team: CS.ref, models: ['resource:maas/small'] };
  const base: Partial<MaasApi> = {
    listPlans: async () => plans,
    listModels: async () => pageOf([model]),
    getUsage: async () =>
      aUsageReport({
        rows: [
          {
            start: '2026-11-01T00:00:00.000Z',
            model: 'small',
            sums: sums({
              tokens: {
                input: 1_000_000,
                cachedInput: 0,
                output: 1_000_000,
                reasoning: 0,
              },
            }),
          },
        ],
      }),
    previewAccessRequest: async ({ plan }) =>
      plan === 'free'
        ? { granted: true, steps: [], models: [] }
        : {
            granted: false,
            waitsFor: 'Plan Premium needs approval',
            steps: [],
            models: [],
          },
  };

  it('shows limits, who decides and the likely cost of plans that fit', async () => {
    const { click } = await renderField(PlanPicker, base, { form });
    const premium = await screen.findByRole('radio', { name: /Premium/ });
    const label = within(premium.closest('label') as HTMLElement);
    expect(await label.findByText('Plan Premium needs approval')).toBeVisible();
    // 0.0375 + 0.15 per million, twice as much under this plan.
    expect(await label.findByTitle('$0.375')).toBeVisible();
    expect(screen.getByText('Granted at once')).toBeVisible();
    expect(screen.queryByRole('radio', { name: /Gold/ })).toBeNull();
    await click.click(premium);
    expect(value()).toBe('"premium"');
  });

  it('says beside a plan why it cannot be asked for', async () => {
    await renderField(
      PlanPicker,
      {
        ...base,
        previewAccessRequest: async () => {
          throw await refusal(400, 'Model "small" takes no personal data');
        },
      },
      { form: { ...form, data: 'personal' } },
    );
    expect(
      (await screen.findAllByText('Model "small" takes no personal data'))[0],
    ).toBeVisible();
  });

  it('says so where no plan fits all models', async () => {
    await renderField(
      PlanPicker,
      { ...base, listModels: async () => pageOf([aModel({ plans: ['x'] })]) },
      { form },
    );
    expect(await screen.findByText(/No plan fits all/)).toBeVisible();
  });
});

describe('the source of a wanted model', () => {
  it('shows what is there already while one writes', async () => {
    const { api, click } = await renderField(WantedModelSource, {
      findSimilarModels: async ({ to }) =>
        to === 'granite'
          ? {
              models: [aModel()],
              requests: [],
            }
          : { models: [], requests: [] },
    });
    await click.type(await screen.findByRole('textbox'), 'granite');
    expect(
      await screen.findByRole('link', { name: 'Granite 3.3 8B' }),
    ).toHaveAttribute('href', '/catalog/maas/resource/granite-3');
    expect(value()).toBe('"granite"');
    expect(api.findSimilarModels).not.toHaveBeenCalledWith(
      { to: 'gr' },
      expect.anything(),
    );
  });
});
