import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Policy } from '../policy/Policy';
import { CounterBook } from './CounterBook';
import { CountingLimiter, type CounterPlaces } from './CountingLimiter';
import type { Limiter } from './Limiter';
import { MemoryCounters } from './MemoryCounters';
import { SharedCounters } from './SharedCounters';
import type { SharingConfig } from './sharingConfig';

/** What the limits need of the gateway. @internal */
export interface CreateLimiterOptions {
  config: { replicas: number; sharing: SharingConfig };
  policy: Pick<Policy, 'account'>;
  logger: LoggerService;
  /** Milliseconds since 1970. */
  now: () => number;
  /** How counters are shared is different now. */
  onChange?: () => void;
}

/** All limits of calls, shared with other gateways as the configuration says. @internal */
export function createLimiter(options: CreateLimiterOptions): Limiter {
  const { policy, now } = options;
  return new CountingLimiter({ places: placesOf(options), policy, now });
}

function placesOf({
  config: { replicas, sharing },
  policy,
  logger,
  now,
  onChange,
}: CreateLimiterOptions): CounterPlaces {
  const bookOf = (among: number) => new CounterBook({ policy, now, among });
  if (sharing.mode === 'valkey') {
    return new SharedCounters({
      valkey: sharing.valkey,
      book: bookOf(1),
      ownBook: bookOf(replicas),
      logger,
      onChange,
    });
  }
  const { mode } = sharing;
  const place = { book: bookOf(replicas), store: new MemoryCounters() };
  return {
    current: () => place,
    sharing: () => mode,
    start: async () => {},
    close: async () => {},
    // Memory is never lost.
    lost: error => {
      throw error;
    },
  };
}
