// The process that makes the load, and measures what can be seen from there.
import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from '../lib/stats.mjs';
import { serveParent, tellProblem } from '../lib/parent.mjs';
import { Tally, createLoad } from './loads.mjs';

/** How long calls may take to end once no more begin, in milliseconds. */
const PATIENCE = 30_000;

let tally = new Tally();
/** @type {import('./loads.mjs').Load | undefined} */
let load;

/** Counts so far, and what was seen since the last time. */
function mark() {
  const { begun, ended, events, latencies, firstBytes, lateness } = tally;
  tally.latencies = [];
  tally.firstBytes = [];
  tally.lateness = [];
  const pair = (/** @type {number[]} */ values) => ({
    p50: percentile(values, 0.5),
    p99: percentile(values, 0.99),
  });
  return {
    at: performance.now(),
    begun,
    ended,
    events,
    latency: pair(latencies),
    firstByte: pair(firstBytes),
    lateness: pair(lateness),
  };
}

serveParent({}, async message => {
  switch (message.do) {
    case 'start':
      tally = new Tally();
      load = createLoad(message.load, tally, tellProblem);
      load.start();
      return undefined;
    case 'mark':
      return mark();
    default: {
      load?.stop();
      const deadline = Date.now() + PATIENCE;
      while (tally.ended < tally.begun) {
        if (Date.now() > deadline) {
          throw new Error(`${tally.begun - tally.ended} calls never ended.`);
        }
        await sleep(5);
      }
      load?.connections.forEach(connection => connection.close());
      return mark();
    }
  }
});
