import { createHash } from 'node:crypto';
import type { CreateAccessRequest } from '@openmaas/backstage-plugin-maas-common';

/**
 * Tells one request from another.
 *
 * @returns 32 hexadecimal digits, the same for the same request
 * @internal
 */
export function fingerprintOf(body: CreateAccessRequest): string {
  const { team, models, plan, purpose, expiresInDays, keyName } = body;
  return createHash('sha256')
    .update(
      JSON.stringify([
        team,
        models,
        plan,
        purpose,
        expiresInDays ?? null,
        keyName ?? null,
      ]),
    )
    .digest('hex')
    .slice(0, 32);
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
