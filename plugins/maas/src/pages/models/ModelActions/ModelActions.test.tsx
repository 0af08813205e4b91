import { screen } from '@testing-library/react';
import { aModel } from '../../../__testUtils__/fixtures';
import { renderMaas } from '../../../__testUtils__/renderMaas';
import { ModelActions } from './ModelActions';

const MODEL = aModel({
  access: [
    { team: 'group:default/cs-department', plan: 'free', state: 'active' },
  ],
});

describe('ModelActions', () => {
  it.each([true, false])(
    'leads to the playground if there is one: %p',
    async playground => {
      await renderMaas({ playground }, <ModelActions model={MODEL} />);
      await screen.findByRole('link', { name: /^Request access/ });
      expect(
        screen.queryAllByRole('link', { name: /playground/ }),
      ).toHaveLength(playground ? 1 : 0);
    },
  );
});
