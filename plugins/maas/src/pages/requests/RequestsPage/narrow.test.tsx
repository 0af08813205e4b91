import { configure, screen, within } from '@testing-library/react';
import { aRequest } from '../../../__testUtils__/fixtures';
import { pageOf } from '../../../__testUtils__/mockMaasApi';
import { renderMaas } from '../../../__testUtils__/renderMaas';

configure({ asyncUtilTimeout: 20_000 });
jest.setTimeout(60_000);

describe('the requests page on a narrow screen', () => {
  beforeAll(() => {
    const { matchMedia } = window;
    window.matchMedia = query => ({ ...matchMedia(query), matches: false });
  });

  it('has cards that say and can do the same', async () => {
    const { click } = await renderMaas({
      path: '/maas/requests?scope=to-decide',
      api: {
        listAccessRequests: async () =>
          pageOf([
            aRequest({
              monthlyBudget: '25000000000',
              permissions: { ...aRequest().permissions, decide: true },
            }),
          ]),
      },
    });
    const card = within(await screen.findByRole('article'));
    expect(screen.queryByRole('table')).toBeNull();
    for (const text of ['Waiting', 'premium', '$25.00', 'platform-team']) {
      expect(card.getByText(text)).toBeInTheDocument();
    }
    await click.click(card.getByRole('checkbox'));
    expect(screen.getByText('1 request chosen')).toBeInTheDocument();
  });
});
