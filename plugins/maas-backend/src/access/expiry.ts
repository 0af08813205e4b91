import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const DAY = 24 * 60 * 60 * 1000;

/** A moment some days of 24 hours later. @internal */
export function addDays(from: Date, days: number): Date {
  return new Date(from.getTime() + days * DAY);
}

/**
 * How long grants and keys live.
 *
 * @internal
 */
export class ExpiryPolicy {
  constructor(private readonly usual: number, private readonly max: number) {}

  /**
   * Reads `maas.access`.
   *
   * @throws InputError where the days are no whole numbers from 1, or the usual number
   *   is more than the maximum
   */
  static fromConfig(config: Config): ExpiryPolicy {
    const read = (key: string, fallback: number) => {
      const days = config.getOptionalNumber(`maas.access.${key}`) ?? fallback;
      if (!Number.isSafeInteger(days) || days < 1 || days > 3650) {
        throw new InputError(
          `Configuration maas.access.${key} must be a whole number from 1 to 3650, not ${days}`,
        );
      }
      return days;
    };
    const max = read('maxExpiryDays', 365);
    const usual = read('defaultExpiryDays', Math.min(90, max));
    if (usual > max) {
      throw new InputError(
        `Configuration maas.access.defaultExpiryDays (${usual}) is more than maxExpiryDays (${max})`,
      );
    }
    return new ExpiryPolicy(usual, max);
  }

  /**
   * Days until something ends.
   *
   * @param asked - undefined: the usual number
   * @throws InputError where more is asked for than is allowed
   */
  days(asked?: number): number {
    if (asked !== undefined && asked > this.max) {
      throw new InputError(`expiresInDays must be at most ${this.max}`);
    }
    return asked ?? this.usual;
  }
}
