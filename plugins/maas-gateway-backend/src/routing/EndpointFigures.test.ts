import { EndpointFigures } from './EndpointFigures';

describe('EndpointFigures', () => {
  let now: number;
  let figures: EndpointFigures;

  beforeEach(() => {
    now = 1_000_000;
    figures = new EndpointFigures(() => now);
  });

  it('knows nothing at first', () => {
    expect(figures.report()).toEqual({ requests: 0, failures: 0 });
  });

  it('counts the last minute, to within five seconds', () => {
    for (let second = 0; second < 300; second++) {
      figures.request();
      if (second % 10 === 0) {
        figures.failure();
      }
      now += 1_000;
    }
    const { requests, failures } = figures.report();
    expect(requests).toBeGreaterThanOrEqual(55);
    expect(requests).toBeLessThanOrEqual(60);
    expect(failures).toBeGreaterThanOrEqual(5);
    expect(failures).toBeLessThanOrEqual(6);
    now += 60_000;
    expect(figures.report()).toEqual({ requests: 0, failures: 0 });
  });

  it('has the medians of streamed answers', () => {
    figures.streamed(100, 1_000, 101);
    expect(figures.report()).toMatchObject({
      timeToFirstTokenMs: 100,
      tokensPerSecond: 100,
    });
    figures.streamed(900, 1_000, 21);
    figures.streamed(300, 1_000, 31);
    expect(figures.report()).toMatchObject({
      timeToFirstTokenMs: 300,
      tokensPerSecond: 30,
    });
    figures.streamed(500, 1_000, 11);
    expect(figures.report()).toMatchObject({
      timeToFirstTokenMs: 400,
      tokensPerSecond: 25,
    });
  });

  it('has no speed of answers that are a single token', () => {
    figures.streamed(100, 0, 1);
    expect(figures.report()).toEqual({
      requests: 0,
      failures: 0,
      timeToFirstTokenMs: 100,
    });
  });

  it('forgets answers after a minute, and keeps no more than the last hundred', () => {
    figures.streamed(1, 1_000, 2);
    now += 30_000;
    for (let i = 0; i < 100; i++) {
      figures.streamed(50, 1_000, 11);
    }
    expect(figures.report()).toMatchObject({
      timeToFirstTokenMs: 50,
      tokensPerSecond: 10,
    });
    now += 60_000;
    expect(figures.report()).toEqual({ requests: 0, failures: 0 });
  });
});
