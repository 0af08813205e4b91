import type { EndpointReport } from '@openmaas/backstage-plugin-maas-common';

/** A minute is counted in so many parts. */
const PARTS = 12;
const PART_MS = 60_000 / PARTS;

/** So many of the last answers are measured. */
const SAMPLES = 100;

/** What is known of the last minute. @internal */
export type MinuteFigures = Pick<
  EndpointReport,
  'requests' | 'failures' | 'timeToFirstTokenMs' | 'tokensPerSecond'
>;

class MinuteCount {
  private readonly counts = new Float64Array(PARTS);
  /** Which part of which minute each count is of. */
  private readonly parts = new Float64Array(PARTS).fill(-Infinity);

  add(now: number): void {
    const part = Math.floor(now / PART_MS);
    const at = part % PARTS;
    if (this.parts[at] !== part) {
      this.parts[at] = part;
      this.counts[at] = 0;
    }
    this.counts[at]++;
  }

  sum(now: number): number {
    const oldest = Math.floor(now / PART_MS) - PARTS;
    return this.counts.reduce(
      (sum, count, at) => (this.parts[at] > oldest ? sum + count : sum),
      0,
    );
  }
}

class MinuteSamples {
  private readonly values = new Float64Array(SAMPLES);
  private readonly times = new Float64Array(SAMPLES).fill(-Infinity);
  private next = 0;

  add(now: number, value: number): void {
    this.values[this.next] = value;
    this.times[this.next] = now;
    this.next = (this.next + 1) % SAMPLES;
  }

  median(now: number): number | undefined {
    const recent = this.values
      .filter((_, at) => now - this.times[at] < 60_000)
      .sort();
    const middle = recent.length >> 1;
    return recent.length % 2 === 1 || recent.length === 0
      ? recent.at(middle)
      : (recent[middle - 1] + recent[middle]) / 2;
  }
}

/**
 * What became of the calls to an endpoint in the last minute (to within five seconds).
 *
 * @internal
 */
export class EndpointFigures {
  private readonly requests = new MinuteCount();
  private readonly failures = new MinuteCount();
  private readonly firstTokens = new MinuteSamples();
  private readonly speeds = new MinuteSamples();

  /** @param now - milliseconds on a clock that never goes back */
  constructor(private readonly now: () => number) {}

  /** A call went there. */
  request(): void {
    this.requests.add(this.now());
  }

  /** It brought no answer. */
  failure(): void {
    this.failures.add(this.now());
  }

  /**
   * A streamed answer is whole.
   *
   * @param firstTokenMs - from the request to its first token
   * @param restMs - from there to its end
   * @param tokens - that were generated
   */
  streamed(firstTokenMs: number, restMs: number, tokens: number): void {
    const now = this.now();
    this.firstTokens.add(now, firstTokenMs);
    if (tokens > 1 && restMs > 0) {
      this.speeds.add(now, (tokens - 1) / (restMs / 1000));
    }
  }

  /** What there is of the last minute. */
  report(): MinuteFigures {
    const now = this.now();
    const firstToken = this.firstTokens.median(now);
    const speed = this.speeds.median(now);
    return {
      requests: this.requests.sum(now),
      failures: this.failures.sum(now),
      ...(firstToken !== undefined && {
        timeToFirstTokenMs: Math.round(firstToken),
      }),
      ...(speed !== undefined && {
        tokensPerSecond: Math.round(speed * 10) / 10,
      }),
    };
  }
}
