import type {
  ApiKey,
  BulkKeyAction,
  MaasApi,
} from '@openmaas/backstage-plugin-maas-common';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import {
  aRevealedKey,
  NO_KEY_PERMISSIONS,
} from '../../../__testUtils__/fixtures';
import { pageOf, refusal } from '../../../__testUtils__/mockMaasApi';
import { renderMaas } from '../../../__testUtils__/renderMaas';

// Whole pages are slow to go through on a busy machine.
jest.setTimeout(60_000);

const path = '/maas/keys';
const team = 'group:default/cs-department';
const keys: ApiKey[] = ['one', 'two', 'three'].map(name =>
  aRevealedKey({ id: name, name }),
);

/** Says of each key what is to become of it: an error, or that it is done. */
const outcomes =
  (errors: Record<string, string> = {}) =>
  async ({ ids = ['one', 'two'], dryRun = false }: BulkKeyAction) => ({
    dryRun,
    items: ids.map(id => ({
      id,
      name: id,
      team,
      ok: !errors[id],
      error: errors[id],
    })),
  });

const renderPage = (api: Partial<MaasApi>, address = path) =>
  renderMaas({
    path: address,
    api: { listKeys: async () => pageOf(keys), ...api },
  });

const choose = async (
  { click }: Awaited<ReturnType<typeof renderPage>>,
  ...names: string[]
) => {
  await screen.findByRole('rowheader', { name: /^one/ });
  for (const name of names) {
    const row = screen
      .getByRole('rowheader', { name: new RegExp(`^${name}`) })
      .closest('[role=row]') as HTMLElement;
    await click.click(within(row).getByRole('checkbox'));
  }
};

const openDialog = async (
  { click }: Awaited<ReturnType<typeof renderPage>>,
  name: string,
) => {
  await click.click(screen.getByRole('button', { name }));
  return within(await screen.findByRole('dialog'));
};

describe('doing something with many keys', () => {
  it('says what would happen, does exactly that, and says how it went', async () => {
    const rendered = await renderPage({
      actOnKeys: async body =>
        outcomes(
          body.dryRun
            ? { three: 'The key is suspended already' }
            : { two: 'The key was revoked meanwhile' },
        )(body),
    });
    const { api, click } = rendered;
    await choose(rendered, 'one', 'two', 'three');
    expect(screen.getByText('3 keys chosen')).toBeVisible();

    const dialog = await openDialog(rendered, 'Suspend…');
    const would = await dialog.findByRole('table', {
      name: '2 keys would be suspended',
    });
    expect(within(would).getAllByRole('rowheader')).toHaveLength(2);
    expect(
      dialog.getByRole('table', { name: '1 key stays as it is' }),
    ).toHaveTextContent('threecs-departmentThe key is suspended already');
    expect(api.actOnKeys).toHaveBeenCalledTimes(1);
    expect(api.actOnKeys).toHaveBeenCalledWith(
      { action: 'suspend', ids: ['one', 'two', 'three'], dryRun: true },
      expect.anything(),
    );

    fireEvent.change(dialog.getByRole('textbox', { name: 'Reason' }), {
      target: { value: 'Leaked' },
    });
    await click.click(dialog.getByRole('button', { name: 'Suspend 2 keys' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      '1 key could not be changed',
    );
    expect(
      dialog.getByRole('table', { name: '1 key could not be changed' }),
    ).toHaveTextContent('The key was revoked meanwhile');
    expect(dialog.getByRole('status')).toHaveTextContent('1 key is suspended');
    expect(api.actOnKeys).toHaveBeenLastCalledWith({
      action: 'suspend',
      ids: ['one', 'two'],
      reason: 'Leaked',
    });
    await click.click(dialog.getByText('Close', { selector: 'button *' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    // What went well is not chosen any more.
    expect(screen.getByText('2 keys chosen')).toBeVisible();
  });

  it('changes nothing where it is called off', async () => {
    const rendered = await renderPage({ actOnKeys: outcomes() });
    await choose(rendered, 'one');
    const dialog = await openDialog(rendered, 'Revoke…');
    expect(await dialog.findByText('1 key would be revoked')).toBeVisible();
    expect(dialog.getByText(/This is for good/)).toBeVisible();
    await rendered.click.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(rendered.api.actOnKeys).toHaveBeenCalledTimes(1);
    await rendered.click.click(
      screen.getByRole('button', { name: 'Choose none' }),
    );
    expect(screen.queryByText('1 key chosen')).toBeNull();
  });

  it('cleans up what nobody uses, by the filter and as it was listed', async () => {
    const rendered = await renderPage(
      { actOnKeys: outcomes() },
      `${path}?unusedDays=30`,
    );
    const { api, click } = rendered;
    await screen.findByRole('rowheader', { name: /^one/ });
    const dialog = await openDialog(rendered, 'Revoke unused keys…');
    await dialog.findByText('2 keys would be revoked');
    expect(api.actOnKeys).toHaveBeenCalledWith(
      {
        action: 'revoke',
        unusedDays: 30,
        maker: 'user:default/dana',
        dryRun: true,
      },
      expect.anything(),
    );
    await click.click(
      dialog.getByRole('button', { name: 'Revoke 2 keys for good' }),
    );
    expect(await dialog.findByRole('status')).toHaveTextContent(
      '2 keys are revoked',
    );
    expect(api.actOnKeys).toHaveBeenLastCalledWith({
      action: 'revoke',
      ids: ['one', 'two'],
    });
  });

  it('does not clean up by a filter that the call does not know', async () => {
    await renderPage({}, `${path}?unusedDays=30&q=bot`);
    await screen.findByRole('rowheader', { name: /^one/ });
    expect(screen.queryByRole('button', { name: /unused keys/ })).toBeNull();
  });

  it('offers nothing that can be done with none of them', async () => {
    const rendered = await renderPage({});
    await choose(rendered, 'one');
    expect(screen.getByRole('button', { name: 'Suspend…' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Resume…' })).toBeNull();
  });

  it('lets somebody who may only look choose nothing', async () => {
    await renderPage({
      listKeys: async () =>
        pageOf([
          aRevealedKey({ name: 'one', permissions: NO_KEY_PERMISSIONS }),
        ]),
    });
    await screen.findByRole('rowheader', { name: /^one/ });
    expect(screen.queryByRole('checkbox')).toBeNull();
  });

  it('says why it cannot look what would happen, or do it', async () => {
    let healthy = false;
    const rendered = await renderPage({
      actOnKeys: async body => {
        if (!healthy || !body.dryRun) {
          throw await refusal(500, 'Out of order');
        }
        return outcomes()(body);
      },
    });
    await choose(rendered, 'one');
    const dialog = await openDialog(rendered, 'Suspend…');
    expect(await dialog.findByRole('alert')).toHaveTextContent('Out of order');
    expect(dialog.queryByRole('button', { name: /^Suspend/ })).toBeNull();
    healthy = true;
    await rendered.click.click(
      dialog.getByRole('button', { name: 'Try again' }),
    );
    await rendered.click.click(
      await dialog.findByRole('button', { name: 'Suspend 1 key' }),
    );
    expect(await dialog.findByRole('alert')).toHaveTextContent('Out of order');
  });
});
