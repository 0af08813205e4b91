// Loaded into the portal's backend: says over loopback what memory it has, what CPU time it used,
// and how long its event loop kept others waiting since it was asked last.
const { createServer } = require('node:http');
const { monitorEventLoopDelay } = require('node:perf_hooks');

const port = Number(process.env.MAAS_BENCH_PROBE_PORT);
// What the backend starts, such as its gateway, loads this too and is not asked.
delete process.env.MAAS_BENCH_PROBE_PORT;

if (port) {
  /** The histogram counts the interval itself as well. */
  const RESOLUTION_MS = 10;
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const millis = (/** @type {number} */ nanos) =>
    Math.max(0, nanos / 1e6 - RESOLUTION_MS);
  createServer((_req, res) => {
    const { user, system } = process.cpuUsage();
    res.end(
      JSON.stringify({
        rss: process.memoryUsage.rss(),
        cpuSeconds: (user + system) / 1e6,
        loopP99Ms: millis(delay.percentile(99)),
        loopMaxMs: millis(delay.max),
      }),
    );
    delay.reset();
  })
    .listen(port, '127.0.0.1')
    .unref();
}
