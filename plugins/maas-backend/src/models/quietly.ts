import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';

/**
 * Makes what tells others that models changed never fail: who misses the news finds the
 * change by schedule, and it decides about nothing here.
 *
 * @internal
 */
export function quietly(
  tell: () => Promise<void>,
  logger: LoggerService,
): () => Promise<void> {
  return async () => {
    try {
      await tell();
    } catch (error) {
      logger.warn(
        `Nobody could be told that models changed: ${stringifyError(error)}`,
      );
    }
  };
}
