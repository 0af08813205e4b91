import { ConfigReader } from '@backstage/config';
import { readCatalogOptions, readCatalogSchedule } from './config';

const maas = (data: object) =>
  new ConfigReader({ maas: JSON.parse(JSON.stringify(data)) });

describe('readCatalogOptions', () => {
  it('has defaults', () => {
    expect(readCatalogOptions(new ConfigReader({}))).toEqual({
      owner: 'group:default/platform-team',
      gatewayBaseUrl: 'http://localhost:7080',
      portalBaseUrl: undefined,
      playground: true,
      entityModel: 'stock',
      modelCards: true,
    });
  });

  it('reads what is configured', () => {
    const config = new ConfigReader({
      app: { baseUrl: 'https://portal.example.com/' },
      maas: {
        catalog: { owner: 'ai-team', entityModel: 'rhdh', modelCards: false },
        gateway: { baseUrl: 'https://llm.example.com/' },
        playground: { enabled: false },
      },
    });
    expect(readCatalogOptions(config)).toEqual({
      owner: 'group:default/ai-team',
      gatewayBaseUrl: 'https://llm.example.com',
      portalBaseUrl: 'https://portal.example.com',
      playground: false,
      entityModel: 'rhdh',
      modelCards: false,
    });
  });

  it.each([
    [{ catalog: { owner: 'group:' } }, /maas\.catalog\.owner/],
    [{ catalog: { owner: 7 } }, /maas\.catalog\.owner/],
    [{ catalog: { entityModel: 'RHDH' } }, /maas\.catalog\.entityModel/],
    [{ gateway: { baseUrl: 'llm.example.com' } }, /maas\.gateway\.baseUrl/],
    [{ gateway: { baseUrl: 'ftp://llm' } }, /maas\.gateway\.baseUrl/],
  ])('refuses %p', (data, message) => {
    expect(() => readCatalogOptions(maas(data))).toThrow(message);
  });
});

describe('readCatalogSchedule', () => {
  it('is every five minutes by default', () => {
    expect(readCatalogSchedule(new ConfigReader({}))).toEqual({
      frequency: { minutes: 5 },
      timeout: { minutes: 1 },
    });
  });

  it('reads what is configured', () => {
    const schedule = { frequency: { hours: 1 }, timeout: { minutes: 2 } };
    expect(readCatalogSchedule(maas({ catalog: { schedule } }))).toMatchObject(
      schedule,
    );
  });

  it.each([
    ['no frequency', { timeout: { minutes: 1 } }, /frequency/],
    ['no timeout', { frequency: { minutes: 1 } }, /timeout/],
    [
      'an unknown unit',
      { frequency: { fortnights: 1 }, timeout: { minutes: 1 } },
      /Needs one or more of/,
    ],
    [
      'an unknown scope',
      { frequency: 'PT1M', timeout: 'PT1M', scope: 'galaxy' },
      /galaxy/,
    ],
    ['no schedule at all', 'often', /schedule/],
  ])('refuses %s', (_, schedule, message) => {
    const read = () => readCatalogSchedule(maas({ catalog: { schedule } }));
    expect(read).toThrow('Configuration maas.catalog.schedule');
    expect(read).toThrow(message);
  });
});
