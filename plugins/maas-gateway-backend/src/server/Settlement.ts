import type { CallEnd, OpenCall } from '../metering/Meter';
import type { AnswerFigures } from '../protocol/Protocol';
import { NO_TOKENS } from '../protocol/usage';
import type { AdmittedCall, CallServices } from './AdmittedCall';
import { estimateTokens } from './estimateTokens';

/** How a call ended, for those who watch. @internal */
export type CallReport = CallEnd;

/** What the books say of how a call ended. @internal */
export type Outcome = Pick<CallEnd, 'endState' | 'status' | 'errorCode'>;

/** What is known of an answer, whole or not. @internal */
export interface Answered {
  figures: AnswerFigures;
  /** All that was generated, as far as it came. */
  text(): string;
}

/** What is known of a call besides its answer. @internal */
export type CallFacts = Pick<
  CallEnd,
  'endpoint' | 'attempts' | 'timeToFirstTokenMs'
> & {
  /** The model has to be paid, although it may have said nothing yet. */
  atWork: boolean;
};

type Used = Pick<CallEnd, 'tokens' | 'audioMs'>;

/**
 * The books of one call: what it takes is reserved and its intent in the journal when it
 * begins, and it is entered once when it ends.
 *
 * @internal
 */
export class Settlement {
  private open: OpenCall | undefined;

  constructor(
    private readonly services: Pick<CallServices, 'meter' | 'countTokens'>,
    private readonly call: Pick<
      AdmittedCall,
      'intent' | 'request' | 'admission'
    >,
  ) {}

  /** Its intent is in the journal. */
  get begun(): boolean {
    return this.open !== undefined;
  }

  /** @throws GatewayError where the call cannot be journalled */
  async begin(): Promise<void> {
    this.open = await this.services.meter.begin(this.call.intent);
  }

  /** Nothing reached a model server: the ledger hears nothing of it. */
  async cancel(): Promise<void> {
    this.call.admission.release();
    await this.open?.cancel();
  }

  /** The call ended. */
  async settle(
    outcome: Outcome,
    answered: Answered | undefined,
    facts: CallFacts,
  ): Promise<CallReport> {
    const figures = answered?.figures;
    const used: Used = figures?.usage
      ? { tokens: figures.usage, audioMs: figures.audioMs }
      : await this.estimate(answered, facts.atWork);
    const report: CallReport = {
      endState: outcome.endState,
      status: outcome.status,
      errorCode: outcome.errorCode,
      tokens: used.tokens,
      audioMs: used.audioMs,
      estimated: figures?.usage === undefined,
      finishReason: figures?.finishReason,
      endpoint: facts.endpoint,
      attempts: facts.attempts,
      timeToFirstTokenMs: facts.timeToFirstTokenMs,
    };
    await this.enter(report);
    return report;
  }

  /**
   * Something in the gateway failed. The call was made all the same, so it is entered by
   * its size, unless it has been entered already.
   */
  async giveUp(status: number, facts: CallFacts): Promise<void> {
    const { attempts } = facts;
    await this.enter({
      endState: 'upstream_error',
      errorCode: 'internal_error',
      status,
      tokens: { ...NO_TOKENS, input: this.call.request.estimatedInput },
      estimated: true,
      attempts,
    });
  }

  private enter(report: CallReport): Promise<void> | undefined {
    this.call.admission.settle(report.tokens, report.audioMs);
    return this.open?.end(report);
  }

  private async estimate(
    answered: Answered | undefined,
    atWork: boolean,
  ): Promise<Used> {
    if (!answered && !atWork) {
      // A server that refused or broke before it said anything is not paid.
      return { tokens: NO_TOKENS };
    }
    const { request } = this.call;
    const { countTokens } = this.services;
    const tokens = await estimateTokens(request, answered, countTokens);
    return {
      tokens: { ...tokens, ...answered?.figures.promptUsage },
      audioMs: request.audioMs,
    };
  }
}

/** How an answer ended that came to its end; that may be an error. @internal */
export function outcomeOf(
  answered: Answered | undefined,
  status: number,
): Outcome {
  const errorCode = answered?.figures.errorCode;
  const endState = errorCode ? 'upstream_error' : 'completed';
  return { endState, status, errorCode };
}
