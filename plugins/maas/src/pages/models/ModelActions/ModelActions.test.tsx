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

  it('asks for nothing that has retired', async () => {
    const model = {
      ...MODEL,
      retirement: { at: '2020-01-01T00:00:00.000Z', successor: 'granite-4' },
    };
    await renderMaas({}, <ModelActions model={model} />);
    await screen.findByRole('link', { name: /playground/ });
    expect(screen.queryByRole('link', { name: /^Request access/ })).toBeNull();
  });
});
