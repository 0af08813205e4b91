import { Slots } from './slots';

const never = new AbortController().signal;

describe('Slots', () => {
  it('lets the next one in, in order, when a slot is given back', async () => {
    const slots = new Slots(1);
    await slots.acquire(never);
    const order: string[] = [];
    const second = slots.acquire(never).then(() => order.push('second'));
    const third = slots.acquire(never).then(() => order.push('third'));
    expect([slots.running, slots.waiting]).toEqual([1, 2]);

    slots.release();
    await second;
    expect(order).toEqual(['second']);
    expect([slots.running, slots.waiting]).toEqual([1, 1]);

    slots.release();
    await third;
    slots.release();
    expect([slots.running, slots.waiting]).toEqual([0, 0]);
  });

  it('lets somebody leave the queue', async () => {
    const slots = new Slots(1);
    await slots.acquire(never);
    const leaver = new AbortController();
    const left = slots.acquire(leaver.signal);
    const stayed = slots.acquire(never);
    leaver.abort(new Error('gone'));
    await expect(left).rejects.toThrow('gone');
    expect([slots.running, slots.waiting]).toEqual([1, 1]);

    slots.release();
    await stayed;
    expect([slots.running, slots.waiting]).toEqual([1, 0]);
  });

  it('takes nobody else out of the queue when one who runs leaves', async () => {
    const slots = new Slots(1);
    await slots.acquire(never);
    const runner = new AbortController();
    const ran = slots.acquire(runner.signal);
    const waiting = slots.acquire(never);
    slots.release();
    await ran;
    runner.abort();
    expect([slots.running, slots.waiting]).toEqual([1, 1]);
    slots.release();
    await waiting;
  });

  it('gives nothing to somebody who is gone already', async () => {
    const slots = new Slots(1);
    await expect(
      slots.acquire(AbortSignal.abort(new Error('gone'))),
    ).rejects.toThrow('gone');
    expect(slots.running).toBe(0);
  });
});
