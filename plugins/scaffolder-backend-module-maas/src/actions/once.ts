import type { ActionContext } from '@backstage/plugin-scaffolder-node';
import type { JsonObject } from '@backstage/types';
import type { MaasRequestOptions } from '@openmaas/backstage-plugin-maas-common';
import { withServerMessage } from '@openmaas/backstage-plugin-maas-node';
import { fingerprintOf, idempotencyKeyOf } from './idempotency';

/**
 * Asks the control plane for something once, however often the task is run again: the
 * task remembers the answer, and where it was lost, the control plane knows the key.
 *
 * @param what - in kebab-case; a task remembers under it
 * @param body - what is asked for
 * @param ask - asks, and picks from the answer what the task may remember: never a
 *   secret, since tasks can be read
 * @throws the control plane's refusal, with its message
 * @internal
 */
export async function once<T extends JsonObject>(
  ctx: Pick<ActionContext<any, any>, 'checkpoint' | 'signal' | 'task'>,
  what: string,
  body: object,
  ask: (options: MaasRequestOptions) => Promise<T>,
): Promise<T> {
  const fingerprint = fingerprintOf({ what, body });
  return ctx.checkpoint({
    // One step asks several times where it has "each".
    key: `maas.${what}.${fingerprint}`,
    fn: () =>
      withServerMessage(() =>
        ask({
          idempotencyKey: idempotencyKeyOf(ctx.task.id, fingerprint),
          signal: ctx.signal,
        }),
      ),
  });
}
