import { EntityProvider } from '@backstage/plugin-catalog-react';
import type { MaasApi } from '@openmaas/backstage-plugin-maas-common';
import { screen, within } from '@testing-library/react';
import { aComponent } from '../../__testUtils__/entities';
import { aModel } from '../../__testUtils__/fixtures';
import { pageOf, refusal } from '../../__testUtils__/mockMaasApi';
import { renderMaas } from '../../__testUtils__/renderMaas';
import { EntityModelsCard } from './EntityModelsCard';

const renderCard = (api: Partial<MaasApi>, dependsOn: string[]) =>
  renderMaas(
    { api },
    <EntityProvider entity={aComponent(dependsOn)}>
      <EntityModelsCard />
    </EntityProvider>,
  );

describe('EntityModelsCard', () => {
  it('shows the models that a component depends on', async () => {
    const { api } = await renderCard(
      { listModels: async () => pageOf([aModel()]) },
      [
        'resource:maas/granite-3',
        'resource:default/database',
        'resource:maas/gone',
        'component:default/other',
      ],
    );
    const table = await screen.findByRole('table');
    const rows = within(table)
      .getAllByRole('row')
      .map(row =>
        [...row.children].map(({ textContent }) => textContent).join(' | '),
      );
    expect(rows).toEqual([
      'Model | State | Price, input / output | License',
      'gone | not offered any more |  | ',
      'Granite 3.3 8B | Ready | $0.0375 / $0.15 | apache-2.0',
    ]);
    expect(api.listModels).toHaveBeenCalledTimes(1);
    expect(api.listModels).toHaveBeenCalledWith(
      { ids: ['gone', 'granite-3'], limit: 50 },
      expect.anything(),
    );
  });

  it('asks for many models piece by piece', async () => {
    const { api } = await renderCard(
      {},
      Array.from({ length: 51 }, (_, place) => `resource:maas/m-${place}`),
    );
    await screen.findByRole('table');
    expect(
      api.listModels.mock.calls.map(([query]) => query?.ids?.length),
    ).toEqual([50, 1]);
  });

  it('is not there for a component without models', async () => {
    const { api } = await renderCard({}, ['resource:default/database']);
    expect(screen.queryByText('AI models')).toBeNull();
    expect(api.listModels).not.toHaveBeenCalled();
  });

  it('waits, says what went wrong, and tries again', async () => {
    let healthy = false;
    const { click } = await renderCard(
      {
        listModels: async () => {
          if (!healthy) {
            throw await refusal(500, 'Out of order');
          }
          return pageOf([aModel()]);
        },
      },
      ['resource:maas/granite-3'],
    );
    expect(await screen.findByRole('alert')).toHaveTextContent('Out of order');
    healthy = true;
    await click.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('link', { name: 'Granite 3.3 8B' }),
    ).toHaveAttribute('href', '/catalog/maas/resource/granite-3');
  });
});
