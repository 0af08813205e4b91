import { configure, screen } from '@testing-library/react';
import { renderMaas } from '../../../__testUtils__/renderMaas';

// Pages are loaded when they are opened, which takes its time on a busy machine.
configure({ asyncUtilTimeout: 20_000 });
jest.setTimeout(60_000);

describe('without the permission to delegate', () => {
  it('is not offered', async () => {
    await renderMaas({ path: '/maas/requests', permitted: false });
    await screen.findByText('You have not asked for anything yet');
    expect(
      screen.queryByRole('button', { name: 'While I am away…' }),
    ).toBeNull();
  });
});
