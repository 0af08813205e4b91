import type { ModelSearchDocument } from '@openmaas/backstage-plugin-maas-common';
import { screen, within } from '@testing-library/react';
import { modelHit } from '../../__testUtils__/fixtures';
import { renderMaas } from '../../__testUtils__/renderMaas';
import { ModelSearchResult } from './ModelSearchResult';

const renderHit = (
  overrides: Partial<ModelSearchDocument> = {},
  highlighted: Record<string, string> = {},
) =>
  renderMaas(
    {},
    <ModelSearchResult
      result={{ ...modelHit, ...overrides }}
      highlight={{ preTag: '<b>', postTag: '</b>', fields: highlighted }}
    />,
  );

const factsShown = () =>
  within(screen.getByRole('list', { name: 'Facts' }))
    .queryAllByRole('listitem')
    .map(({ textContent }) => textContent);

describe('ModelSearchResult', () => {
  it('shows what a model can do, who made it and what it costs', async () => {
    await renderHit();
    expect(
      screen.getByRole('link', { name: 'Granite 3.3 8B' }),
    ).toHaveAttribute('href', '/catalog/maas/resource/granite-3/');
    expect(screen.getByText('AI model')).toBeInTheDocument();
    expect(screen.getByText('A small chat model.')).toBeInTheDocument();
    expect(
      within(screen.getByRole('list', { name: 'Capabilities' }))
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual(['chat', 'rag']);
    expect(factsShown()).toEqual([
      'IBM',
      'License apache-2.0',
      '$0.0375 in, $0.15 out per million tokens',
    ]);
  });

  it('marks what was looked for', async () => {
    await renderHit(
      {},
      { title: '<b>Granite</b> 3.3 8B', description: 'A <b>small</b> one.' },
    );
    expect(screen.getByText('Granite')).toHaveProperty('tagName', 'MARK');
    expect(screen.getByText('small')).toHaveProperty('tagName', 'MARK');
  });

  it.each([
    [{ inputPrice: '' }, '$0.15 out per million tokens'],
    [{ outputPrice: '' }, '$0.0375 in per million tokens'],
    [{ inputPrice: '', outputPrice: '', currency: '' }, undefined],
  ])('says no more than is known: %p', async (known, price) => {
    await renderHit({ provider: '', license: '', description: '', ...known });
    expect(factsShown()).toEqual(price ? [price] : []);
  });
});
