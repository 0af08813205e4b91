import { EntityProvider } from '@backstage/plugin-catalog-react';
import type {
  MaasApi,
  ModelChange,
} from '@openmaas/backstage-plugin-maas-common';
import { screen, within } from '@testing-library/react';
import { aModelEntity } from '../../__testUtils__/entities';
import { pageOf, refusal } from '../../__testUtils__/mockMaasApi';
import { renderMaas } from '../../__testUtils__/renderMaas';
import { EntityModelHistoryCard } from './ModelHistoryCard';

let count = 0;
const change = (rest: Partial<ModelChange>): ModelChange => ({
  id: `change-${count++}`,
  at: new Date(Date.now() - 2 * 3_600_000).toISOString(),
  field: 'title',
  ...rest,
});

const renderCard = (api: Partial<MaasApi>) =>
  renderMaas(
    { api },
    <EntityProvider entity={aModelEntity()}>
      <EntityModelHistoryCard />
    </EntityProvider>,
  );

const texts = () =>
  within(screen.getByRole('list'))
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);

describe('EntityModelHistoryCard', () => {
  it('says in words what changed, who did it, when and why', async () => {
    await renderCard({
      listModelChanges: async () =>
        pageOf([
          change({
            field: 'prices',
            before: [{ tokenClass: 'input', nanosPerMillion: '37500000' }],
            after: [
              { tokenClass: 'output', nanosPerMillion: '150000000' },
              { tokenClass: 'input', nanosPerMillion: '40000001' },
            ],
            actor: 'user:default/petra',
            effectiveFrom: '2027-01-01T12:00:00.000Z',
            reason: 'New contract',
          }),
          change({
            field: 'visibility',
            before: 'public',
            after: 'restricted',
          }),
          change({ field: 'plans', before: ['free'], after: ['free', 'pro'] }),
          change({
            field: 'contextLength',
            before: 8192,
            after: 16384,
            source: 'config',
          }),
          change({ field: 'approver', after: 'group:default/ai-board' }),
          change({ field: 'somethingNew', before: true }),
          change({ field: 'offered', after: false, source: 'lab' }),
          change({ field: 'offered', after: true, source: 'lab' }),
        ]),
    });
    await screen.findByText(/Input \$0\.0375 →/);
    expect(texts()).toEqual([
      expect.stringMatching(
        /^Prices: Input \$0\.0375 → Input \$0\.040000001, Output \$0\.152 hours agoby petraholds from Jan 1, 2027.*Reason: New contract$/,
      ),
      expect.stringContaining('Visibility: Public → Restricted'),
      expect.stringContaining('Plans: free → free, pro'),
      expect.stringMatching(
        /Context \(tokens\): 8,192 → 16,384.*by the source config/,
      ),
      expect.stringContaining('Decides about access: nothing → ai-board'),
      expect.stringContaining('somethingNew: yes → nothing'),
      expect.stringContaining('Withdrawn'),
      expect.stringContaining('Offered for the first time, or again'),
    ]);
    expect(screen.getByRole('link', { name: 'petra' })).toHaveAttribute(
      'href',
      '/catalog/default/user/petra',
    );
  });

  it('loads more', async () => {
    const { api, click } = await renderCard({
      listModelChanges: async (_, query) =>
        query?.cursor
          ? pageOf([change({ before: 'a', after: 'b' })], { totalItems: 2 })
          : pageOf([change({ before: 'b', after: 'c' })], {
              totalItems: 2,
              nextCursor: 'next',
            }),
    });
    await click.click(await screen.findByRole('button', { name: 'Load more' }));
    await screen.findByText('Title: a → b');
    expect(texts()).toHaveLength(2);
    expect(api.listModelChanges).toHaveBeenLastCalledWith(
      'granite-3',
      { limit: 10, cursor: 'next' },
      expect.anything(),
    );
  });

  it('says that nothing has changed', async () => {
    await renderCard({});
    expect(await screen.findByText('Nothing has changed yet')).toBeVisible();
  });

  it('says what went wrong, and tries again', async () => {
    let healthy = false;
    const { click } = await renderCard({
      listModelChanges: async () => {
        if (!healthy) {
          throw await refusal(500, 'Out of order');
        }
        return pageOf([]);
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent('Out of order');
    healthy = true;
    await click.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Nothing has changed yet')).toBeVisible();
  });
});
