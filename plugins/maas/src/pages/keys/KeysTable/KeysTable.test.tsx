import { screen, within } from '@testing-library/react';
import { aKey, aModel } from '../../../__testUtils__/fixtures';
import { pageOf } from '../../../__testUtils__/mockMaasApi';
import { renderMaas } from '../../../__testUtils__/renderMaas';
import { KeysTable } from './KeysTable';

let narrow = false;

jest.mock('@backstage/ui', () => ({
  ...jest.requireActual('@backstage/ui'),
  useBreakpoint: () => ({ down: () => narrow }),
}));

const columns = () =>
  screen.getAllByRole('columnheader').map(({ textContent }) => textContent);

describe('KeysTable', () => {
  it('has all columns on a wide screen', async () => {
    narrow = false;
    await renderMaas({}, <KeysTable keys={[aKey()]} />);
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

  it('keeps name and state on a narrow one', async () => {
    narrow = true;
    await renderMaas({}, <KeysTable keys={[aKey()]} />);
    expect(columns()).toEqual(['Name', 'State']);
  });

  it('leaves the links in a row to lead where they say', async () => {
    narrow = false;
    const { click, address } = await renderMaas(
      {},
      <KeysTable keys={[aKey()]} />,
    );
    await click.click(screen.getByRole('link', { name: 'cs-department' }));
    expect(address()).toBe('/catalog/default/group/cs-department');
  });

  it('says when a key was last used', async () => {
    narrow = false;
    const lastUsedAt = new Date(Date.now() - 3 * 60_000).toISOString();
    await renderMaas(
      {},
      <KeysTable keys={[aKey({ lastUsedAt }), aKey({ id: 'other' })]} />,
    );
    expect(screen.getByText('3 minutes ago')).toBeInTheDocument();
    expect(screen.getByText('never used')).toBeInTheDocument();
  });

  it('says once and short that all models are simulated', async () => {
    narrow = false;
    const [model] = aKey().models;
    const models = [model, { ...model, id: 'devstral', title: 'Devstral' }];
    await renderMaas(
      {
        api: {
          listModels: async () =>
            pageOf([
              aModel({ simulated: true }),
              aModel({ id: 'devstral', title: 'Devstral', simulated: true }),
            ]),
        },
      },
      <KeysTable keys={[aKey({ models }), aKey({ id: 'other', models })]} />,
    );
    const mark = await screen.findByRole('img', { name: 'Simulated' });
    expect(mark.parentElement).toHaveTextContent(
      /^Simulatedall of these models$/,
    );
    expect(
      within(screen.getByRole('grid')).queryByText('Simulated'),
    ).toBeNull();
  });

  it('does not say that a waiting key never expires', async () => {
    narrow = false;
    const key = aKey({ state: 'waiting', expiresAt: undefined });
    await renderMaas({}, <KeysTable keys={[key]} />);
    expect(screen.getByText('days count from the decision')).toBeVisible();
    expect(screen.queryByText('never')).toBeNull();
  });
});
