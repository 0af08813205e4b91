// Ends process groups whose owner died without being able to do so itself, as by SIGKILL. The owner
// writes `+group` and `-group` lines to its standard input; the input's end is the owner's death.
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { STOP_SIGNALS } from './child.mjs';
import { groupMembers, signalGroup } from './processes.mjs';

/** How long a group gets to end by itself, in milliseconds. */
const GRACE = 8_000;

for (const signal of STOP_SIGNALS) {
  process.on(signal, () => undefined);
}

/** @type {Set<number>} */
const groups = new Set();
for await (const line of createInterface({ input: process.stdin })) {
  const group = Number(line.slice(1));
  if (line.startsWith('+')) {
    groups.add(group);
  } else {
    groups.delete(group);
  }
}

for (const group of groups) {
  signalGroup(group, 'SIGTERM');
}
const deadline = Date.now() + GRACE;
while (
  Date.now() < deadline &&
  [...groups].some(group => groupMembers(group).length > 0)
) {
  await sleep(100);
}
for (const group of groups) {
  signalGroup(group, 'SIGKILL');
}
