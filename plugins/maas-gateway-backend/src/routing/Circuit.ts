/** So many failures of calls, one after the other, open a circuit. */
const FAILURES = 3;
/** So many failures of health checks. */
const CHECKS = 2;

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/** A trial that has not ended by then holds up no other one: answers may take minutes. */
const TRIAL_MS = 10_000;

/**
 * Whether a model server is worth a call. After failures it is left alone for a while
 * (the circuit is open), then one call after the other tries whether it is back; each trial that
 * fails doubles the pause, up to a minute.
 *
 * @internal
 */
export class Circuit {
  private failures = 0;
  private failedChecks = 0;
  /** How often it opened since a call went well. */
  private openings = 0;
  /** When it may be tried again; undefined while it is closed. */
  private pauseEnds: number | undefined;
  /** Until when a trial is waited for; undefined where none runs. */
  private trialEnds: number | undefined;
  private reason: string | undefined;

  /** The server is well, as far as is known. */
  get closed(): boolean {
    return this.pauseEnds === undefined;
  }

  /** Why it is open. */
  get problem(): string | undefined {
    return this.closed ? undefined : this.reason;
  }

  /**
   * When an open circuit takes a call again, in milliseconds on the clock of whoever
   * tells it; while a trial runs, later.
   */
  get dueAt(): number {
    return this.trialEnds ?? this.pauseEnds ?? -Infinity;
  }

  /** A call goes there although it is open; `isTrial` of what follows tells it apart. */
  beginTrial(now: number): void {
    this.trialEnds = now + TRIAL_MS;
  }

  /** A trial ended, whatever came of it. */
  endTrial(): void {
    this.trialEnds = undefined;
  }

  /** A call was answered. */
  succeeded(): void {
    this.close();
    this.failures = 0;
    this.openings = 0;
  }

  /**
   * A call was not answered. While the circuit is open only a trial counts: the others
   * began before.
   */
  failed(reason: string, isTrial: boolean, now: number): void {
    this.failures++;
    if (this.closed ? this.failures >= FAILURES : isTrial) {
      this.open(reason, now);
    }
  }

  /**
   * A health check was answered. That closes the circuit, but what failed for calls may
   * do so still: one failure opens it again, for longer.
   */
  checkSucceeded(): void {
    this.failedChecks = 0;
    if (!this.closed) {
      this.close();
      this.failures = FAILURES - 1;
    }
  }

  /** A health check was not answered. */
  checkFailed(reason: string, now: number): void {
    this.failedChecks++;
    if (this.closed && this.failedChecks >= CHECKS) {
      this.open(reason, now);
    }
  }

  private open(reason: string, now: number): void {
    this.reason = reason;
    this.trialEnds = undefined;
    this.pauseEnds =
      now + Math.min(FIRST_PAUSE_MS * 2 ** this.openings, LONGEST_PAUSE_MS);
    this.openings++;
  }

  private close(): void {
    this.pauseEnds = undefined;
    this.trialEnds = undefined;
    this.failedChecks = 0;
  }
}
