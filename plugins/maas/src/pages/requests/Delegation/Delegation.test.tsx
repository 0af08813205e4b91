import type { Entity } from '@backstage/catalog-model';
import type { Delegations } from '@openmaas/backstage-plugin-maas-common';
import {
  configure,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import { refusal } from '../../../__testUtils__/mockMaasApi';
import { renderMaas } from '../../../__testUtils__/renderMaas';

configure({ asyncUtilTimeout: 20_000 });
jest.setTimeout(60_000);

const path = '/maas/requests';

const person = (name: string, displayName: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name, namespace: 'default' },
  spec: { profile: { displayName }, memberOf: [] },
});
const entities = [
  person('dana', 'Dana Doe'),
  person('tom', 'Tom Team'),
  person('bea', 'Bea Beam'),
];

const day = (inDays: number) => {
  const date = new Date();
  date.setDate(date.getDate() + inDays);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(
    date.getDate(),
  )}`;
};

const toTom: Delegations = {
  mine: {
    from: 'user:default/dana',
    to: 'user:default/tom',
    startsAt: '2026-01-01T00:00:00.000Z',
    endsAt: new Date(2099, 0, 2).toISOString(),
    reason: 'On holiday',
  },
  forMe: [],
};

describe('while I am away', () => {
  it('lets somebody else decide', async () => {
    const { api, click } = await renderMaas({
      path,
      entities,
      permitted: true,
      api: { setDelegation: async () => toTom },
    });
    await click.click(
      await screen.findByRole('button', { name: 'While I am away…' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    const save = dialog.getByRole('button', { name: 'Let them decide' });
    expect(save).toBeDisabled();
    await click.type(dialog.getByRole('combobox', { name: /Who/ }), 'Team');
    await click.click(await screen.findByRole('option', { name: /Tom Team/ }));
    fireEvent.change(dialog.getByLabelText('Until the end of'), {
      target: { value: day(7) },
    });
    await click.type(dialog.getByRole('textbox', { name: /Reason/ }), 'Away');
    await click.click(save);
    await waitFor(() => expect(api.setDelegation).toHaveBeenCalled());
    const [body] = api.setDelegation.mock.calls[0];
    expect(body).toEqual({
      to: 'user:default/tom',
      endsAt: expect.any(String),
      reason: 'Away',
    });
    const end = new Date(body.endsAt);
    // The whole day belongs to it.
    const expected = new Date(`${day(8)}T00:00:00`);
    expect(end).toEqual(expected);
    expect(await screen.findByText(/decides for you until/)).toHaveTextContent(
      'tom decides for you until Jan 1, 2099',
    );
  });

  it('offers everybody but oneself', async () => {
    const { click } = await renderMaas({ path, entities, permitted: true });
    await click.click(
      await screen.findByRole('button', { name: 'While I am away…' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await click.click(dialog.getByRole('combobox', { name: /Who/ }));
    await screen.findByRole('option', { name: /Tom Team/ });
    expect(screen.queryByRole('option', { name: /Dana Doe/ })).toBeNull();
  });

  it.each([
    [day(-2), '', 'This day is over.'],
    [day(3), day(5), 'It ends before it begins.'],
  ])('ends no time at %s', async (until, from, fault) => {
    const { click } = await renderMaas({ path, entities, permitted: true });
    await click.click(
      await screen.findByRole('button', { name: 'While I am away…' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    fireEvent.change(dialog.getByLabelText('From'), {
      target: { value: from },
    });
    fireEvent.change(dialog.getByLabelText('Until the end of'), {
      target: { value: until },
    });
    expect(
      dialog.getByLabelText('Until the end of'),
    ).toHaveAccessibleDescription(fault);
  });

  it('ends at once when one is back', async () => {
    let healthy = false;
    const { api, click } = await renderMaas({
      path,
      api: {
        getDelegations: async () => toTom,
        endDelegation: async () => {
          if (!healthy) {
            throw await refusal(500, 'Out of order');
          }
          return { forMe: [] };
        },
      },
    });
    expect(await screen.findByText('On holiday')).toBeInTheDocument();
    await click.click(screen.getByRole('button', { name: 'End now' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Out of order');
    healthy = true;
    await click.click(screen.getByRole('button', { name: 'End now' }));
    await waitFor(() =>
      expect(screen.queryByText(/decides for you/)).toBeNull(),
    );
    expect(api.endDelegation).toHaveBeenCalledTimes(2);
  });

  it('says for whom else one decides, now and later', async () => {
    await renderMaas({
      path,
      api: {
        getDelegations: async () => ({
          forMe: [
            {
              from: 'user:default/petra',
              to: 'user:default/dana',
              startsAt: '2026-01-01T00:00:00.000Z',
              endsAt: new Date(2099, 0, 2).toISOString(),
            },
            {
              from: 'user:default/bea',
              to: 'user:default/dana',
              startsAt: new Date(2098, 0, 2).toISOString(),
              endsAt: new Date(2099, 0, 2).toISOString(),
            },
          ],
        }),
      },
    });
    const [now, later] = await screen.findAllByText(/You also decide for/);
    expect(now).toHaveTextContent(
      'You also decide for petra until Jan 1, 2099',
    );
    expect(later).toHaveTextContent(
      'You also decide for bea from Jan 2, 2098 until Jan 1, 2099',
    );
  });
});
