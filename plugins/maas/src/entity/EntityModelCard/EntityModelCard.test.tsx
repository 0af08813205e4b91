import type { Entity } from '@backstage/catalog-model';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import type { MaasApi } from '@openmaas/backstage-plugin-maas-common';
import { screen } from '@testing-library/react';
import { useState } from 'react';
import { aModel, aPlan } from '../../__testUtils__/fixtures';
import { refusal } from '../../__testUtils__/mockMaasApi';
import { renderMaas } from '../../__testUtils__/renderMaas';
import { EntityModelCard } from './EntityModelCard';

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: {
    name: 'granite',
    namespace: 'maas',
    annotations: { 'openmaas.io/model-id': 'granite-3' },
  },
  spec: { type: 'ai-model' },
};

const renderCard = (api: Partial<MaasApi>, of = entity) =>
  renderMaas(
    { api },
    <EntityProvider entity={of}>
      <EntityModelCard />
    </EntityProvider>,
  );

describe('EntityModelCard', () => {
  it('shows the terms of the model that the annotation names', async () => {
    const { api } = await renderCard({
      getModel: async () =>
        aModel({
          simulated: true,
          modalities: { input: ['text', 'image'], output: ['text'] },
          multiplier: '1.5',
          approver: 'group:default/ai-board',
          setByPerson: ['plans', 'prices'],
        }),
      listPlans: async () => [
        aPlan(),
        aPlan({ id: 'premium', title: 'Premium', priceFactor: '0.8' }),
      ],
    });
    for (const text of [
      'A small chat model.',
      'granite-3.3-8b',
      'IBM',
      'FP8',
      'apache-2.0',
      '1× NVIDIA L4',
      's3://models/granite (8.5 GB)',
      'Text, Images',
      'Free, Premium (price × 0.8)',
      '× 1.5',
      'Production',
      'Public',
      'Set in the portal: Plans, Prices. The rest is what the source says.',
    ]) {
      expect(await screen.findByText(text)).toBeInTheDocument();
    }
    expect(screen.getAllByText('Ready')).toHaveLength(2);
    expect(screen.getByRole('link', { name: /platform-team/ })).toHaveAttribute(
      'href',
      '/catalog/default/group/platform-team',
    );
    expect(screen.getByRole('link', { name: /ai-board/ })).toHaveAttribute(
      'href',
      '/catalog/default/group/ai-board',
    );
    expect(screen.queryByRole('button', { name: 'Edit terms' })).toBeNull();
    expect(screen.getByRole('img', { name: 'Simulated' })).toBeInTheDocument();
    const rows = screen.getAllByRole('row').map(row => row.textContent);
    expect(rows).toEqual([
      'Input$0.0375since Jan 1, 2026',
      'Output$0.15since Jan 1, 2026',
    ]);
    expect(screen.getByRole('link', { name: 'All AI models' })).toHaveAttribute(
      'href',
      '/maas/models',
    );
    expect(
      screen.getByRole('link', { name: 'Request access' }).getAttribute('href'),
    ).toContain('granite-3');
    expect(api.getModel).toHaveBeenCalledWith('granite-3', expect.anything());
  });

  it('keeps nothing of one model for the next one', async () => {
    const Switch = () => {
      const [name, setName] = useState('one');
      return (
        <>
          <button onClick={() => setName('two')}>next</button>
          <EntityProvider entity={{ ...entity, metadata: { name } }}>
            <EntityModelCard />
          </EntityProvider>
        </>
      );
    };
    const { click } = await renderMaas(
      {
        api: {
          getModel: async id => {
            if (id === 'one') {
              return aModel({ simulated: true });
            }
            throw await refusal(404, 'There is no model');
          },
        },
      },
      <Switch />,
    );
    await screen.findByRole('link', { name: 'Request access' });
    await click.click(screen.getByRole('button', { name: 'next' }));
    await screen.findByText('The control plane does not offer this model');
    expect(screen.queryByRole('link', { name: 'Request access' })).toBeNull();
    expect(screen.queryByRole('img', { name: 'Simulated' })).toBeNull();
  });

  it('warns of a model that is on its way out or hidden, and of book prices', async () => {
    await renderCard({
      getModel: async () =>
        aModel({
          lifecycle: 'deprecated',
          visibility: 'hidden',
          pricesFromBook: true,
        }),
    });
    expect(
      await screen.findByText('This model is on its way out'),
    ).toBeVisible();
    expect(screen.getByText('This model is hidden')).toBeVisible();
    expect(screen.getByRole('img', { name: 'Price book' })).toBeInTheDocument();
  });

  it('says what is not known, and who decides where nobody is named', async () => {
    await renderCard({
      getModel: async () =>
        aModel({
          description: undefined,
          provider: undefined,
          weights: undefined,
          prices: [],
        }),
    });
    expect(await screen.findByText('No price is set.')).toBeInTheDocument();
    expect(screen.getAllByRole('link', { name: /platform-team/ })).toHaveLength(
      2,
    );
    // Two facts of the model, where data goes, and which data may.
    expect(screen.getAllByText('not stated')).toHaveLength(4);
  });

  it('takes the name of the entity where there is no annotation', async () => {
    const { api } = await renderCard(
      { getModel: async () => aModel() },
      { ...entity, metadata: { name: 'plain' } },
    );
    await screen.findByText('A small chat model.');
    expect(api.getModel).toHaveBeenCalledWith('plain', expect.anything());
  });

  it('says so of a model that the control plane does not know', async () => {
    await renderCard({
      getModel: async () => {
        throw await refusal(404, 'There is no model');
      },
    });
    expect(
      await screen.findByText('The control plane does not offer this model'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: 'Request access' })).toBeNull();
  });

  it('says what went wrong, and tries again', async () => {
    let healthy = false;
    const { click } = await renderCard({
      getModel: async () => {
        if (!healthy) {
          throw await refusal(500, 'Out of order');
        }
        return aModel();
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent('Out of order');
    healthy = true;
    await click.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('A small chat model.')).toBeInTheDocument();
  });
});
