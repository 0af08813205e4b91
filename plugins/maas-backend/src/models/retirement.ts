import type { ModelStatus } from '@openmaas/backstage-plugin-maas-common';
import type { StoredModel } from './ModelStore';

/**
 * When a model ended, as was announced; undefined while it has not.
 *
 * @internal
 */
export function retiredAt(
  { retirement }: Pick<StoredModel, 'retirement'>,
  now: Date,
): Date | undefined {
  const at = retirement && new Date(retirement.at);
  return at && at <= now ? at : undefined;
}

/**
 * How a model is by what people decided about it, whatever its servers do; undefined
 * where nobody did.
 *
 * @internal
 */
export function decidedStatus(
  model: Pick<StoredModel, 'retirement' | 'stopped'>,
  now: Date,
): ModelStatus | undefined {
  const at = retiredAt(model, now);
  if (at) {
    const { successor } = model.retirement ?? {};
    return {
      state: 'retired',
      reason: successor
        ? `Retired at ${at.toISOString()}: "${successor}" has taken its place`
        : `Retired at ${at.toISOString()}`,
    };
  }
  return model.stopped && { state: 'stopped', reason: model.stopped.reason };
}
