/**
 * Reads figures from a server's metrics in Prometheus' text format.
 *
 * @param {number} port
 * @param {string[]} names
 * @returns {Promise<number[]>} in their order, the sum where there are several labels; NaN where
 *   there is none
 */
export async function readMetrics(port, names) {
  const response = await fetch(`http://127.0.0.1:${port}/metrics`);
  const lines = (await response.text()).split('\n');
  return names.map(name => {
    const values = lines
      .filter(
        line => line.startsWith(`${name} `) || line.startsWith(`${name}{`),
      )
      .map(line => Number(line.slice(line.lastIndexOf(' '))));
    return values.length > 0 ? values.reduce((a, b) => a + b) : NaN;
  });
}
