import type {
  RefusedLimit,
  TokenCounts,
} from '@openmaas/backstage-plugin-maas-common';
import type { Policy } from '../policy/Policy';
import type { CounterBook } from './CounterBook';
import type { CounterSet } from './CounterSet';
import type { CounterStore } from './CounterStore';
import type { Entry } from './counters';
import { explainedLimit, refusedLimit, statesOf } from './figures';
import type {
  Admission,
  AdmissionRequest,
  Explanation,
  Limiter,
  LimitState,
} from './Limiter';
import { limitError } from './limitErrors';

/** Counters, and the book that says which of them a call falls under. @internal */
export interface CounterPlace {
  book: CounterBook;
  store: CounterStore;
}

/** Where calls are counted now. @internal */
export interface CounterPlaces
  extends Pick<Limiter, 'sharing' | 'start' | 'close'> {
  /** @throws GatewayError 503 where calls are refused now */
  current(): CounterPlace;
  /** The store that was the current one cannot be asked: it will not be for now. */
  lost(error: unknown): void;
}

/** What a limiter needs. @internal */
export interface CountingLimiterOptions {
  places: CounterPlaces;
  policy: Pick<Policy, 'account'>;
  /** Milliseconds since 1970. */
  now: () => number;
}

const NONE: RefusedLimit[] = [];

class CountedAdmission implements Admission {
  readonly tokens: LimitState | undefined;
  readonly requests: LimitState | undefined;
  readonly shadowed: RefusedLimit[];
  private isOver = false;

  constructor(
    private readonly set: CounterSet,
    private readonly store: CounterStore,
    private readonly entries: Entry[],
    now: number,
  ) {
    const { tokens, requests } = statesOf(entries);
    this.tokens = tokens;
    this.requests = requests;
    // Nearly all calls fit.
    this.shadowed = entries.every(({ fits }) => fits)
      ? NONE
      : entries
          .filter(({ fits }) => !fits)
          .map(entry => refusedLimit(entry, now));
  }

  settle(tokens: TokenCounts, audioMs?: number): void {
    if (!this.isOver) {
      this.set.charge(this.entries, tokens, audioMs);
      this.release();
    }
  }

  release(): void {
    if (!this.isOver) {
      this.isOver = true;
      this.store.end(this.entries);
    }
  }
}

/** Limits by counters, wherever these are. @internal */
export class CountingLimiter implements Limiter {
  constructor(private readonly options: CountingLimiterOptions) {}

  admit(request: AdmissionRequest): Admission | Promise<Admission> {
    const { places } = this.options;
    const { book, store } = places.current();
    const set = book.of(request);
    const entries = set.entries(request);
    const letIn = store.take(entries);
    const answer = (isIn: boolean) => {
      if (!isIn) {
        throw this.refusal(entries);
      }
      return new CountedAdmission(set, store, entries, this.options.now());
    };
    return letIn instanceof Promise
      ? letIn.then(answer, error => {
          places.lost(error);
          return this.admit(request);
        })
      : answer(letIn);
  }

  explain(request: AdmissionRequest): Explanation | Promise<Explanation> {
    const { places, now } = this.options;
    const { book, store } = places.current();
    const set = book.of(request);
    const entries = set.entries(request);
    const letIn = store.peek(entries);
    const answer = (isIn: boolean): Explanation => ({
      refusal: isIn ? undefined : this.refusal(entries),
      limits: entries.map(entry => explainedLimit(entry, now())),
      mostCost: set.mostCost(request),
    });
    return letIn instanceof Promise
      ? letIn.then(answer, error => {
          places.lost(error);
          return this.explain(request);
        })
      : answer(letIn);
  }

  sharing() {
    return this.options.places.sharing();
  }

  start(): Promise<void> {
    return this.options.places.start();
  }

  close(): Promise<void> {
    return this.options.places.close();
  }

  private refusal(entries: Entry[]) {
    const { policy, now } = this.options;
    return limitError(entries, policy.account().currency, now());
  }
}
