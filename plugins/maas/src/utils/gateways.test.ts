import { aGateway } from '../__testUtils__/fixtures';
import { summarizeGateways } from './gateways';

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

  it('is up to date when all that serve calls are', () => {
    expect(summarizeGateways([aGateway()]).upToDate).toBe(true);
    expect(
      summarizeGateways([aGateway(), aGateway({ upToDate: false })]).upToDate,
    ).toBe(false);
    expect(summarizeGateways([])).toMatchObject({ running: 0, silent: [] });
  });
});
