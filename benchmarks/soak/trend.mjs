/** Growth within an hour that still counts as none, as a share of the mean. */
const FLAT = 0.05;

/** How many standard errors of its slope a line may rise without saying anything. */
const NOISE = 2;

/**
 * @typedef {object} Trend
 * @property {number} mean
 * @property {number} perHour by how much the straight line through all values rises in an hour
 * @property {number} error of `perHour`, its standard error
 * @property {boolean} flat
 */

/**
 * Lays a straight line through values over time. It is flat where it rises in an hour by less
 * than 5 % of the mean, or by no more than two standard errors of its slope, which is noise.
 *
 * @param {Array<{at: number, value: number}>} samples at in seconds; three or more
 * @returns {Trend}
 */
export function trendOf(samples) {
  const count = samples.length;
  const mean = sum(samples, ({ value }) => value) / count;
  const middle = sum(samples, ({ at }) => at) / count;
  const spread = sum(samples, ({ at }) => (at - middle) ** 2);
  const slope =
    sum(samples, ({ at, value }) => (at - middle) * (value - mean)) / spread;
  const rest = sum(
    samples,
    ({ at, value }) => (value - mean - slope * (at - middle)) ** 2,
  );
  const error = Math.sqrt(rest / Math.max(1, count - 2) / spread);
  const perHour = 3600 * slope;
  return {
    mean,
    perHour,
    error: 3600 * error,
    flat: perHour < FLAT * mean || slope < NOISE * error,
  };
}

/**
 * What garbage collection leaves: the least value of each window. What lies above it is
 * garbage that nobody has collected yet.
 *
 * @param {Array<{at: number, value: number}>} samples
 * @param {number} window in seconds
 */
export function floors(samples, window) {
  /** @type {Map<number, {at: number, value: number}>} */
  const least = new Map();
  for (const sample of samples) {
    const index = Math.floor(sample.at / window);
    const known = least.get(index);
    if (!known || sample.value < known.value) {
      least.set(index, sample);
    }
  }
  return [...least.values()];
}

/**
 * @template T
 * @param {T[]} items
 * @param {(item: T) => number} valueOf
 */
function sum(items, valueOf) {
  return items.reduce((total, item) => total + valueOf(item), 0);
}
