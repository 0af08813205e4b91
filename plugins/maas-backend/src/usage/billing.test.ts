import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { meteredCall } from '../__testUtils__/usage';
import type { PriceChange } from '../models/prices';
import { PlanService } from '../plans/PlanService';
import { Billing } from './billing';
import { checkCall } from './checkCall';

const NOW = new Date('2026-11-21T10:00:00Z');

function setup(histories: Record<string, PriceChange[]>) {
  const logger = mockServices.logger.mock();
  const billing = new Billing({
    models: { priceHistories: async () => new Map(Object.entries(histories)) },
    plans: PlanService.fromConfig(new ConfigReader({})),
    logger,
  });
  const bill = async (change: Parameters<typeof meteredCall>[0]) =>
    (await billing.bill([checkCall(meteredCall(change), NOW)]))[0];
  return { bill, logger };
}

describe('Billing', () => {
  it('takes of each class the latest price at the start of the call', async () => {
    const change = (
      tokenClass: PriceChange['tokenClass'],
      time: string,
      nanosPerMillion?: bigint,
    ) => ({
      tokenClass,
      nanosPerMillion,
      validFrom: new Date(`2026-11-20T${time}Z`),
    });
    const { bill } = setup({
      small: [
        change('input', '08:00:00', 1n),
        change('reasoning', '08:00:00', 5n),
        change('input', '10:00:00', 2n),
        change('output', '10:00:00', 3n),
        change('reasoning', '12:00:00'),
        change('input', '14:00:00', 4n),
      ],
    });
    const prices = async (time: string) => {
      const startedAt = `2026-11-20T${time}Z`;
      const { factor: _, ...price } = (await bill({ startedAt })).price;
      return price;
    };
    await expect(prices('07:59:59.999')).resolves.toEqual({});
    await expect(prices('09:00:00')).resolves.toEqual({
      input: '1',
      reasoning: '5',
    });
    await expect(prices('10:00:00')).resolves.toEqual({
      input: '2',
      output: '3',
      reasoning: '5',
    });
    await expect(prices('13:00:00')).resolves.toEqual({
      input: '2',
      output: '3',
    });
  });

  it('says once what it does not know, and bills what it can', async () => {
    const { bill, logger } = setup({ small: [] });
    for (let round = 0; round < 2; round++) {
      await expect(bill({ model: 'lost', plan: 'of-old' })).resolves.toEqual({
        price: { factor: '1' },
        cost: 0n,
      });
    }
    await bill({});
    expect(logger.error.mock.calls).toEqual([
      [expect.stringContaining('model "lost"')],
      [expect.stringContaining('plan "of-old"')],
    ]);
  });
});
