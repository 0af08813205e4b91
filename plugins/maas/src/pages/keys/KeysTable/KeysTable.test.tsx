import type { ApiKey } from '@openmaas/backstage-plugin-maas-common';
import { screen, within } from '@testing-library/react';
import { aKey, aRevealedKey } from '../../../__testUtils__/fixtures';
import { renderMaas } from '../../../__testUtils__/renderMaas';
import type { KeySelection } from '../KeysPage/useKeySelection';
import { KeysTable } from './KeysTable';

let narrow = false;

jest.mock('@backstage/ui', () => ({
  ...jest.requireActual('@backstage/ui'),
  useBreakpoint: () => ({ down: () => narrow }),
}));

const renderTable = (keys: ApiKey[], selection?: KeySelection) => {
  const onSort = jest.fn();
  return renderMaas(
    {},
    <KeysTable
      keys={keys}
      index={new Map()}
      sort="-created"
      onSort={onSort}
      selection={selection}
    />,
  ).then(rendered => ({ ...rendered, onSort }));
};

const columns = () =>
  screen.getAllByRole('columnheader').map(({ textContent }) => textContent);

describe('KeysTable', () => {
  beforeEach(() => {
    narrow = false;
  });

  it('has all columns on a wide screen', async () => {
    await renderTable([aKey()]);
    expect(columns()).toEqual([
      'Name',
      'Team',
      'Made by',
      'State',
      'Models',
      'Created',
      'Last used',
      'Expires',
    ]);
  });

  it('has fewer where there is less room', async () => {
    narrow = true;
    await renderTable([aKey()]);
    expect(columns()).toEqual(['Name', 'Team', 'State', 'Models', 'Expires']);
  });

  it('leaves the links in a row to lead where they say', async () => {
    const { click, address } = await renderTable([aKey()]);
    await click.click(screen.getByRole('link', { name: 'cs-department' }));
    expect(address()).toBe('/catalog/default/group/cs-department');
  });

  it('says when a key was last used, from where and by what', async () => {
    const at = new Date(Date.now() - 3 * 60_000).toISOString();
    await renderTable([
      aRevealedKey({
        label: 'cost-4711',
        lastUsedAt: at,
        lastUse: { at, address: '10.1.2.3', client: 'openai-python' },
      }),
      aKey({ id: 'other' }),
    ]);
    expect(screen.getByText('3 minutes ago')).toBeInTheDocument();
    expect(screen.getByText('from 10.1.2.3')).toBeInTheDocument();
    expect(screen.getByText('by openai-python')).toBeInTheDocument();
    expect(screen.getByText('Label cost-4711')).toBeInTheDocument();
    expect(screen.getByText('never used')).toBeInTheDocument();
  });

  it('marks keys that nobody seems to need', async () => {
    const ago = (days: number) =>
      new Date(Date.now() - days * 86_400_000).toISOString();
    await renderTable([
      aRevealedKey({ id: 'a', name: 'used', lastUsedAt: ago(29) }),
      aRevealedKey({ id: 'b', name: 'unused', lastUsedAt: ago(31) }),
      aRevealedKey({ id: 'c', name: 'young', revealedAt: ago(2) }),
      aKey({ id: 'd', name: 'not revealed', createdAt: ago(99) }),
    ]);
    const marks = screen.getAllByRole('img', { name: 'Unused' });
    expect(marks.map(mark => mark.closest('[role=row]'))).toEqual([
      screen.getByRole('rowheader', { name: /^unused/ }).closest('[role=row]'),
    ]);
  });

  it('does not say that a waiting key never expires', async () => {
    await renderTable([aKey({ state: 'waiting', expiresAt: undefined })]);
    expect(screen.getByText('days count from the decision')).toBeVisible();
    expect(screen.queryByText('never')).toBeNull();
  });

  it('is sorted by its headers', async () => {
    const { click, onSort } = await renderTable([aKey()]);
    const header = (name: string) => screen.getByRole('columnheader', { name });
    expect(header('Created')).toHaveAttribute('aria-sort', 'descending');
    await click.click(header('Created'));
    expect(onSort).toHaveBeenLastCalledWith('created');
    await click.click(header('Last used'));
    expect(onSort).toHaveBeenLastCalledWith('used');
    expect(header('Models')).not.toHaveAttribute('aria-sort');
  });

  it('lets rows be chosen, one or all', async () => {
    const choose = jest.fn();
    const { click } = await renderTable([aKey(), aKey({ id: 'b' })], {
      ids: [],
      choose,
    });
    const [all, first] = within(screen.getByRole('grid')).getAllByRole(
      'checkbox',
    );
    await click.click(first);
    expect(choose).toHaveBeenLastCalledWith([aKey().id]);
    await click.click(all);
    expect(choose).toHaveBeenLastCalledWith([aKey().id, 'b']);
  });

  it('has nothing to choose where nothing can be done', async () => {
    await renderTable([aKey()]);
    expect(screen.queryByRole('checkbox')).toBeNull();
  });
});
