import type { ServerResponse } from 'node:http';
import type { Bagged } from '../Bag';
import type { AdmittedCall, CallServices } from './AdmittedCall';
import { type Head, isEventStream, typeOf } from './Attempt';
import { Attempts, type AttemptsFailure, type AttemptsOwner } from './Attempts';
import { ClientAnswer } from './ClientAnswer';
import type { GatewayError } from './GatewayError';
import {
  type Answered,
  type CallFacts,
  type CallReport,
  type Outcome,
  outcomeOf,
  Settlement,
} from './Settlement';
import { StreamedAnswer } from './StreamedAnswer';
import { errorOfTotal } from './upstreamErrors';

export type { CallReport } from './Settlement';

type BreakOff = 'client_aborted' | 'gateway_stopped';

/**
 * A call from its admission to its end: journalled, sent upstream, passed on, settled.
 * Whatever happens, it is settled exactly once.
 *
 * @internal
 */
export class Call implements AttemptsOwner, Bagged {
  /** Among those that run. */
  place = -1;
  private readonly begun = performance.now();
  private readonly client: ClientAnswer;
  private readonly settlement: Settlement;
  private readonly attempts: Attempts;
  private streamed: StreamedAnswer | undefined;
  private answer: Answered | undefined;
  private unwanted: Parameters<Call['breakOff']> | undefined;
  private ending = false;
  private timer: NodeJS.Timeout | undefined;
  private finish: (report: CallReport | undefined) => void = () => {};
  private refuse: (error: unknown) => void = () => {};

  constructor(
    private readonly services: CallServices,
    private readonly call: AdmittedCall,
    response: ServerResponse,
  ) {
    const { clientPatienceMs } = services;
    this.client = new ClientAnswer(response, call.headers, clientPatienceMs);
    this.settlement = new Settlement(services, call);
    this.attempts = new Attempts(services, call, this);
  }

  /**
   * Makes the call, and answers the client.
   *
   * @returns when all is settled: how it ended, or nothing where the client left before
   *   anything of it went upstream
   * @throws what the client is still to be told: GatewayError where the call cannot be
   *   journalled or no model server can be reached, another one where the gateway failed
   */
  async run(): Promise<CallReport | undefined> {
    this.client.watch(() => this.breakOff('client_aborted'));
    try {
      this.attempts.reserve();
      await this.settlement.begin();
      return await new Promise((resolve, reject) => {
        this.finish = resolve;
        this.refuse = reject;
        this.start();
      });
    } catch (error) {
      this.client.setHeaders();
      throw error;
    } finally {
      this.client.unwatch();
      clearTimeout(this.timer);
      // Where all has come to its end, these do nothing.
      this.attempts.abort();
      this.call.admission.release();
    }
  }

  /** Id of the key that it is made with. */
  get key(): string {
    return this.call.intent.key;
  }

  /**
   * Ends the call before its time, for the client or for the gateway.
   *
   * @param told - what the client gets to know of it; it is hung up on without
   */
  breakOff(endState: BreakOff, told?: GatewayError): void {
    if (!this.settlement.begun) {
      this.unwanted ??= [endState, told];
      return;
    }
    this.conclude(async () => {
      // What the server is at work on is paid, even where nobody saw any of it.
      const facts = this.facts(this.attempts.current?.atWork);
      this.attempts.abort();
      if (!this.attempts.sent) {
        return this.cancel(told ?? this.client.destroy());
      }
      const { code: errorCode = endState } = told ?? {};
      const { status = told?.status } = this.client;
      const report = await this.settle({ endState, errorCode, status }, facts);
      if (told) {
        this.client.fail(told);
      } else {
        this.client.destroy();
      }
      return report;
    });
  }

  onAnswerHead(head: Head): boolean {
    const stream = isEventStream(head)
      ? this.call.request.openStream?.()
      : undefined;
    const { current } = this.attempts;
    if (!stream || !current) {
      return false;
    }
    const { client } = this;
    this.streamed = new StreamedAnswer(stream, current, client, () =>
      this.passedOn(),
    );
    client.open(typeOf(head));
    return true;
  }

  onPiece(chunk: Buffer): void {
    this.streamed?.push(chunk);
  }

  onPiecesEnd(): void {
    this.streamed?.end();
  }

  onAnswer(head: Head, body: Buffer): void {
    this.conclude(() => this.passAnswer(head, body));
  }

  onRefusal(head: Head, body: Buffer): void {
    this.conclude(() => this.passRefusal(head, body));
  }

  onNoAnswer(failure: AttemptsFailure): void {
    if (this.ending) {
      // The stream had been whole.
      this.streamed?.end();
    } else {
      this.fail(failure);
    }
  }

  onError(error: unknown): void {
    this.conclude(async () => {
      if (this.attempts.sent) {
        throw error;
      }
      return this.cancel(error);
    });
  }

  private start(): void {
    if (this.unwanted) {
      this.breakOff(...this.unwanted);
      return;
    }
    const totalMs =
      this.call.access.model.timeouts?.totalMs ??
      this.services.timeouts.totalTimeoutMs;
    if (totalMs !== undefined) {
      const leftMs = this.begun + totalMs - performance.now();
      this.timer = setTimeout(() => this.timeOut(totalMs), leftMs);
    }
    this.attempts.begin();
  }

  private timeOut(totalMs: number): void {
    if (!this.ending) {
      this.attempts.abort();
      const error = errorOfTotal(this.call.request.model, totalMs);
      this.fail({ error, endState: 'upstream_aborted' });
    }
  }

  /** The stream is whole; its end is held back until that is settled. */
  private passedOn(): void {
    this.conclude(async () => {
      const report = await this.settle(outcomeOf(this.answered(), 200));
      await this.streamed?.finish();
      return report;
    });
  }

  private async passAnswer(head: Head, body: Buffer): Promise<CallReport> {
    const figures = this.call.request.readAnswer(body);
    this.answer = { figures, text: figures.text };
    const report = await this.settle(outcomeOf(this.answer, head.status));
    const { input, output } = report.tokens;
    this.client.send(head.status, body, [
      'content-type',
      typeOf(head),
      'x-tokens-used',
      String(input + output),
    ]);
    return report;
  }

  private async passRefusal(head: Head, body: Buffer): Promise<CallReport> {
    const { status } = head;
    const endState = 'upstream_error';
    const errorCode = `upstream_${status}`;
    const report = await this.settle({ endState, status, errorCode });
    this.client.send(status, body, ['content-type', typeOf(head)]);
    return report;
  }

  private fail({ error, endState, atWork }: AttemptsFailure): void {
    this.conclude(async () => {
      if (!this.attempts.sent) {
        return this.cancel(error);
      }
      const { status = error.status } = this.client;
      const report = await this.settle(
        { endState, status, errorCode: error.code },
        this.facts(atWork),
      );
      this.client.fail(error);
      return report;
    });
  }

  /** Ends the call in one way; whoever comes later with another finds it ending. */
  private conclude(end: () => Promise<CallReport | undefined>): void {
    if (this.ending) {
      return;
    }
    this.ending = true;
    end().then(
      report => this.finish(report),
      error => this.giveUp(error).catch(failure => this.refuse(failure)),
    );
  }

  /** Nothing reached a model server. */
  private async cancel(error?: unknown): Promise<undefined> {
    await this.settlement.cancel();
    if (error) {
      this.refuse(error);
    }
    return undefined;
  }

  private settle(outcome: Outcome, facts = this.facts()): Promise<CallReport> {
    const settled = this.settlement.settle(outcome, this.answered(), facts);
    return this.streamed
      ? settled.then(report => this.measured(report))
      : settled;
  }

  private measured(report: CallReport): CallReport {
    const use = this.attempts.current?.use;
    if (use && report.endState === 'completed') {
      this.streamed?.measure(use, report.tokens.output);
    }
    return report;
  }

  /** Something in here failed. */
  private async giveUp(error: unknown): Promise<void> {
    this.attempts.abort();
    const { status = 500 } = this.client;
    await this.settlement.giveUp(status, this.facts());
    this.refuse(error);
  }

  private answered(): Answered | undefined {
    const stream = this.streamed?.stream;
    return stream
      ? { figures: stream.figures(), text: () => stream.text() }
      : this.answer;
  }

  private facts(atWork = false): CallFacts {
    const firstAt = this.streamed?.firstTokenAt;
    return {
      atWork,
      endpoint: this.attempts.endpoint,
      attempts: this.attempts.count,
      timeToFirstTokenMs:
        firstAt === undefined ? undefined : Math.round(firstAt - this.begun),
    };
  }
}
