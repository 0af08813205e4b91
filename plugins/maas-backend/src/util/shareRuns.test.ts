import { createDeferred, type DeferredPromise } from '@backstage/types';
import { shareRuns } from './shareRuns';

/** Work whose runs are ended by hand. */
function manualWork() {
  const runs: Array<DeferredPromise<number>> = [];
  const work = jest.fn(async () => {
    const run = createDeferred<number>();
    runs.push(run);
    return run;
  });
  return { runs, work };
}

/** Until all that can go on now has gone on. */
const settle = () => new Promise(resolve => setImmediate(resolve));

describe('shareRuns', () => {
  it('gives those who call during a run one run more, and all of them the same', async () => {
    const { runs, work } = manualWork();
    const shared = shareRuns(work);
    const first = shared();
    await settle();
    const later = [shared(), shared(), shared()];
    await settle();
    expect(work).toHaveBeenCalledTimes(1);
    runs[0].resolve(1);
    await expect(first).resolves.toBe(1);
    await settle();
    expect(work).toHaveBeenCalledTimes(2);
    runs[1].resolve(2);
    await expect(Promise.all(later)).resolves.toEqual([2, 2, 2]);
  });

  it('gives each a run that began after the call', async () => {
    let value = 0;
    const shared = shareRuns(async () => value);
    for (value = 1; value < 5; value++) {
      await expect(shared()).resolves.toBe(value);
    }
  });

  it('tells those who shared a run that failed, and goes on', async () => {
    const { runs, work } = manualWork();
    const shared = shareRuns(work);
    const failing = [shared(), shared()].map(run =>
      expect(run).rejects.toThrow('broken'),
    );
    await settle();
    const next = shared();
    runs[0].reject(new Error('broken'));
    await Promise.all(failing);
    await settle();
    runs[1].resolve(5);
    await expect(next).resolves.toBe(5);
  });
});
