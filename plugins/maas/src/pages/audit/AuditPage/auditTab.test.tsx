import { screen } from '@testing-library/react';
import { renderMaas } from '../../../__testUtils__/renderMaas';

it('has a tab for those who may read it', async () => {
  await renderMaas({ path: '/maas/keys', permitted: true });
  expect(await screen.findByRole('tab', { name: 'Audit' })).toHaveAttribute(
    'href',
    '/maas/audit',
  );
});
