import type { Answer, Statement } from './answers';

/** What a model server knows of a request that reached it. */
export interface Attempt {
  answer?: Answer;
  /** The head of the answer was sent. */
  answered: boolean;
  /** Bytes of its body that were sent. */
  sent: number;
  /**
   * whole: all was sent; cut: the connection ended behind what was sent, which arrives;
   * broken: the connection was torn, and nobody knows what arrived.
   */
  end?: 'whole' | 'cut' | 'broken';
}

/** All that the model servers know of a call. */
export interface BookEntry {
  /** `x-request-id`. */
  id: string;
  /** Number that the client gave its call; missing where the request did not come whole. */
  call?: number;
  path?: string;
  streamed?: boolean;
  attempts: Attempt[];
  /** What no gateway should have asked. */
  mistakes: string[];
}

/** The books of the model servers, which they keep together. */
export class Books {
  readonly entries = new Map<string, BookEntry>();

  entry(id: string): BookEntry {
    let entry = this.entries.get(id);
    if (!entry) {
      entry = { id, attempts: [], mistakes: [] };
      this.entries.set(id, entry);
    }
    return entry;
  }

  attempt(entry: BookEntry): Attempt {
    const attempt: Attempt = { answered: false, sent: 0 };
    entry.attempts.push(attempt);
    return attempt;
  }
}

/** What the last attempt said of the tokens, as a gateway may have heard it. */
export interface Heard {
  statements: Statement[];
  /** Index of the last that a gateway which lived and had a client must have; -1: none. */
  sure: number;
  /** Index of the last that may have reached it; -1: none. */
  most: number;
}

/** Reads from the books what a gateway must and may know of a call's tokens. */
export function heardOf({ attempts }: BookEntry): Heard {
  const last = attempts.at(-1);
  const statements = last?.answer?.statements ?? [];
  const sent = last?.answered ? last.sent : -1;
  const within = { whole: Infinity, cut: sent, broken: -1 };
  const certain = within[last?.end ?? 'broken'];
  return {
    statements,
    sure: statements.findLastIndex(({ by }) => by <= certain),
    most: statements.findLastIndex(({ from }) => from <= sent),
  };
}
