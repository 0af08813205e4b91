import { mockServices } from '@backstage/backend-test-utils';
import { PriceClock } from './PriceClock';

describe('PriceClock', () => {
  function setup(announcePrices: () => Promise<Date | undefined>) {
    const logger = mockServices.logger.mock();
    const clock = new PriceClock({
      models: { announcePrices },
      logger,
      now: () => new Date(),
    });
    return { clock, logger };
  }

  it('looks at the start, and again the moment that the next price begins to hold', async () => {
    const looks: number[] = [];
    const start = Date.now() + 30;
    let finish: () => void = () => {};
    const done = new Promise<void>(resolve => {
      finish = resolve;
    });
    const { clock } = setup(async () => {
      looks.push(Date.now());
      if (Date.now() < start) {
        return new Date(start);
      }
      finish();
      return undefined;
    });
    clock.start();
    await done;
    await clock.stop();
    expect(looks[0]).toBeLessThan(start);
    expect(looks[looks.length - 1]).toBeGreaterThanOrEqual(start);
  });

  it('says so and goes on where the database cannot be read', async () => {
    const { clock, logger } = setup(async () => {
      throw new Error('no database');
    });
    clock.start();
    await clock.stop();
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('no database'),
    );
  });
});
