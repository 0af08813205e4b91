import { aModel } from '../__testUtils__/fixtures';
import { mockMaasApi, pageOf } from '../__testUtils__/mockMaasApi';
import {
  listAllModels,
  listModelsById,
  modelsOfTeam,
  priceText,
} from './models';

describe('listAllModels', () => {
  it('goes through all pages', async () => {
    const api = mockMaasApi({
      listModels: async query =>
        query?.cursor
          ? pageOf([aModel({ id: 'b' })])
          : pageOf([aModel({ id: 'a' })], { nextCursor: 'next' }),
    });
    const models = await listAllModels(api, { mine: true });
    expect(models.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(api.listModels).toHaveBeenCalledTimes(2);
    expect(api.listModels).toHaveBeenLastCalledWith(
      { mine: true, limit: 500, cursor: 'next' },
      { signal: undefined },
    );
  });
});

describe('listModelsById', () => {
  it('asks for no more at once than can be asked for', async () => {
    const api = mockMaasApi({
      listModels: async query =>
        pageOf((query?.ids ?? []).map(id => aModel({ id }))),
    });
    const ids = Array.from({ length: 51 }, (_, index) => `m-${index}`);
    const models = await listModelsById(api, ids);
    expect(models.map(({ id }) => id)).toEqual(ids);
    expect(api.listModels).toHaveBeenCalledTimes(2);
    await listModelsById(api, []);
    expect(api.listModels).toHaveBeenCalledTimes(2);
  });
});

describe('modelsOfTeam', () => {
  const access = (team: string, state: 'active' | 'pending') =>
    aModel({ access: [{ team, plan: 'free', state }] });

  it('takes what the team can call now, and nothing else', () => {
    const models = [
      access('group:default/CS', 'active'),
      access('group:default/cs', 'pending'),
      access('group:default/library', 'active'),
      aModel(),
    ];
    expect(modelsOfTeam(models, 'group:default/cs')).toEqual([models[0]]);
  });
});

describe('priceText', () => {
  it('writes the price of a token class', () => {
    expect(priceText(aModel(), 'input')).toContain('0.0375');
    expect(priceText(aModel(), 'reasoning')).toBeUndefined();
  });

  it('writes the price of audio by the hour', () => {
    const price = {
      tokenClass: 'audioSecond' as const,
      nanosPerMillion: '100000000000',
      currency: 'USD',
      validFrom: '2026-01-01T00:00:00.000Z',
    };
    expect(priceText(aModel({ prices: [price] }), 'audioSecond')).toContain(
      '0.36',
    );
  });
});
