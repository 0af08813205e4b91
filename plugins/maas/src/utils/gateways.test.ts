import { aGateway, anEndpoint } from '../__testUtils__/fixtures';
import { journalFill, summarizeGateways } from './gateways';

const ids = (gateways: Array<{ id: string }>) => gateways.map(({ id }) => id);

describe('summarizeGateways', () => {
  it('finds those that went silent, not those that were stopped', () => {
    const { silent, running } = summarizeGateways([
      aGateway(),
      aGateway({ id: 'dead', reporting: false }),
      aGateway({ id: 'stopped', reporting: false, state: 'stopped' }),
      aGateway({ id: 'draining', state: 'draining' }),
    ]);
    expect(ids(silent)).toEqual(['dead']);
    expect(running).toBe(1);
  });

  it('finds calls that are not in the ledger, even of those that were stopped', () => {
    const { pending, rejected } = summarizeGateways([
      aGateway({
        id: 'stopped',
        state: 'stopped',
        reporting: false,
        journal: { pendingEvents: 2, rejectedEvents: 0 },
      }),
      aGateway({
        id: 'refused',
        journal: { pendingEvents: 0, rejectedEvents: 1 },
      }),
    ]);
    expect(ids(pending)).toEqual(['stopped']);
    expect(ids(rejected)).toEqual(['refused']);
  });

  it('finds journals from half full on, and calls that were given up', () => {
    const journal = (bytes: number, droppedEvents = 0) => ({
      pendingEvents: 0,
      rejectedEvents: 0,
      bytes,
      maxBytes: 100,
      droppedEvents,
    });
    const { filling, dropped } = summarizeGateways([
      aGateway(),
      aGateway({ id: 'good', journal: journal(49) }),
      aGateway({ id: 'half', journal: journal(50) }),
      aGateway({ id: 'gone', reporting: false, journal: journal(100, 1) }),
    ]);
    expect(ids(filling)).toEqual(['half']);
    // They stay lost, whoever lost them.
    expect(ids(dropped)).toEqual(['gone']);
  });

  it('counts endpoints and sharing of those that serve calls', () => {
    const endpoints = [
      anEndpoint(),
      anEndpoint({ endpoint: 'bad:8000', healthy: false }),
    ];
    const { healthy, unhealthy, unshared } = summarizeGateways([
      aGateway({ endpoints, sharing: 'lost' }),
      aGateway({ id: 'b', endpoints, sharing: 'valkey' }),
      aGateway({ id: 'old', reporting: false, endpoints, sharing: 'lost' }),
      aGateway({ id: 'end', state: 'stopped', endpoints, sharing: 'lost' }),
    ]);
    expect(healthy.map(({ gateway }) => gateway)).toEqual(['gateway-1', 'b']);
    expect(unhealthy.map(({ gateway }) => gateway)).toEqual(['gateway-1', 'b']);
    expect(new Set(ids([...healthy, ...unhealthy])).size).toBe(4);
    expect(ids(unshared)).toEqual(['gateway-1']);
  });

  it('is up to date when all that serve calls are', () => {
    expect(summarizeGateways([aGateway()]).upToDate).toBe(true);
    expect(
      summarizeGateways([aGateway(), aGateway({ upToDate: false })]).upToDate,
    ).toBe(false);
    expect(summarizeGateways([])).toMatchObject({ running: 0, silent: [] });
  });
});

describe('journalFill', () => {
  it('is not known where a gateway does not say it', () => {
    expect(journalFill(aGateway())).toBeUndefined();
    const journal = { pendingEvents: 0, rejectedEvents: 0, bytes: 1 };
    expect(journalFill({ journal })).toBeUndefined();
    expect(journalFill({ journal: { ...journal, maxBytes: 4 } })).toBe(0.25);
  });
});
