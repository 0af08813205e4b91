import { createHash } from 'node:crypto';

/**
 * Tells what one step asks for from what another does.
 *
 * @param body - what is sent, of plain values
 * @returns 32 hexadecimal digits, the same for the same body in whatever order
 * @internal
 */
export function fingerprintOf(body: object): string {
  return createHash('sha256')
    .update(JSON.stringify(body, inOrder))
    .digest('hex')
    .slice(0, 32);
}

function inOrder(_: string, value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)),
      )
    : value;
}

/**
 * Key under which the control plane takes a repetition for the same request: a task
 * that is run again after a crash asks once, two different steps of it ask twice.
 *
 * @returns at most 200 visible ASCII characters
 * @internal
 */
export function idempotencyKeyOf(taskId: string, fingerprint: string): string {
  const task = /^[\x21-\x7e]{1,100}$/.test(taskId)
    ? taskId
    : createHash('sha256').update(taskId).digest('hex');
  return `scaffolder:${task}:${fingerprint}`;
}
