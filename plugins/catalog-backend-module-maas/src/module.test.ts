import type { JsonObject } from '@backstage/types';
import { startCatalog } from './__testUtils__/catalog';

describe('catalogModuleMaas', () => {
  it.each<[JsonObject, RegExp]>([
    [{ catalog: { schedule: 'often' } }, /maas\.catalog\.schedule/],
    [{ catalog: { owner: '' } }, /maas\.catalog\.owner/],
    [{ catalog: { entityModel: 'odd' } }, /maas\.catalog\.entityModel/],
    [{ gateway: { baseUrl: 'nowhere' } }, /maas\.gateway\.baseUrl/],
  ])('refuses to start with %p', async (maas, message) => {
    await expect(
      startCatalog({ models: [], config: { maas } }),
    ).rejects.toThrow(message);
  });
});
