/** Values by ranges, as a histogram has them. @internal */
export class Distribution {
  private readonly counts: number[];
  private sum = 0;

  /** @param bounds - the highest value of each range, rising; the last range is open */
  constructor(private readonly bounds: readonly number[]) {
    this.counts = new Array(bounds.length + 1).fill(0);
  }

  observe(value: number): void {
    let range = 0;
    while (range < this.bounds.length && value > this.bounds[range]) {
      range += 1;
    }
    this.counts[range] += 1;
    this.sum += value;
  }

  /** Its samples as Prometheus wants them. */
  samples(name: string, labels: Record<string, string>): Sample[] {
    let count = 0;
    const buckets = this.counts.map((of, range) => {
      count += of;
      const le = this.bounds[range] ?? '+Inf';
      const metricName = `${name}_bucket`;
      return { metricName, labels: { le, ...labels }, value: count };
    });
    return [
      ...buckets,
      { metricName: `${name}_sum`, labels, value: this.sum },
      { metricName: `${name}_count`, labels, value: count },
    ];
  }
}

/** A line of a metric. @internal */
export interface Sample {
  /** Where it is not the metric's own. */
  metricName?: string;
  labels: Record<string, string | number>;
  value: number;
}
