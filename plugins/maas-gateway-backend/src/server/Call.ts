import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type {
  TokenCounts,
  UsageEndState,
} from '@openmaas/backstage-plugin-maas-common';
import type { CallEnd, OpenCall } from '../metering/Meter';
import type { AnswerFigures, AnswerStream } from '../protocol/Protocol';
import { NO_TOKENS } from '../protocol/usage';
import { UpstreamCall, type UpstreamFailure } from '../routing/UpstreamCall';
import type { Endpoint } from '../routing/Upstreams';
import type { AdmittedCall, CallServices } from './AdmittedCall';
import { ClientAnswer } from './ClientAnswer';
import { estimateTokens } from './estimateTokens';
import type { GatewayError } from './GatewayError';
import { errorOfFailure, errorOfStatus } from './upstreamErrors';

/** Largest answer in one piece, in bytes. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

const JSON_TYPE = 'application/json';

/** How a call ended, for those who watch. @internal */
export type CallReport = CallEnd;

type BreakOff = 'client_aborted' | 'gateway_stopped';
type Outcome = Pick<CallEnd, 'endState' | 'status' | 'errorCode'>;
type Head = { status: number; headers: IncomingHttpHeaders };

/**
 * A call from its admission to its end: journalled, sent upstream, passed on, settled.
 * Whatever happens, it is settled exactly once.
 *
 * @internal
 */
export class Call {
  private readonly begun = performance.now();
  private readonly client: ClientAnswer;
  private open: OpenCall | undefined;
  private upstream: UpstreamCall | undefined;
  private endpoint: Endpoint | undefined;
  private attempts = 0;
  private stream: AnswerStream | undefined;
  private answer: (AnswerFigures & { text(): string }) | undefined;
  private firstTokenMs: number | undefined;
  private unwanted: BreakOff | undefined;
  private ending = false;
  private finish: (report: CallReport | undefined) => void = () => {};
  private refuse: (error: unknown) => void = () => {};

  constructor(
    private readonly services: CallServices,
    private readonly call: AdmittedCall,
    response: ServerResponse,
  ) {
    const { clientPatienceMs } = services;
    this.client = new ClientAnswer(response, call.headers, clientPatienceMs);
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
    const { meter, upstreams } = this.services;
    const { intent, admission, access } = this.call;
    this.client.watch(() => this.breakOff('client_aborted'));
    try {
      this.open = await meter.begin(intent);
      return await new Promise((resolve, reject) => {
        this.finish = resolve;
        this.refuse = reject;
        if (this.unwanted) {
          this.breakOff(this.unwanted);
        } else {
          this.attempt(upstreams.inTurn(access.model));
        }
      });
    } finally {
      this.client.unwatch();
      // Where it has been settled, this does nothing.
      admission.release();
    }
  }

  /** Ends the call before its time, for the client or for the gateway. */
  breakOff(endState: BreakOff): void {
    if (!this.open) {
      this.unwanted ??= endState;
      return;
    }
    this.conclude(async () => {
      this.upstream?.abort();
      const { status } = this.client;
      const report = this.upstream?.sent
        ? await this.settle({ endState, errorCode: endState, status })
        : await this.cancel();
      this.client.destroy();
      return report;
    });
  }

  private attempt([endpoint, ...others]: Endpoint[]): void {
    if (!endpoint) {
      this.fail('unreachable');
      return;
    }
    const { request, protocol, upstreamHeaders } = this.call;
    this.endpoint = endpoint;
    this.attempts++;
    try {
      this.upstream = this.listen(endpoint, others);
      this.services.upstreams.send(this.upstream, {
        endpoint,
        path: protocol.path,
        headers: upstreamHeaders,
        body: request.bodyFor(endpoint.modelName),
      });
    } catch (error) {
      this.conclude(() => this.cancel(error));
    }
  }

  private listen(endpoint: Endpoint, others: Endpoint[]): UpstreamCall {
    const { endpointLog } = this.services;
    let head: Head | undefined;
    const chunks: Buffer[] = [];
    let size = 0;
    const upstream = new UpstreamCall({
      onHead: (status, headers) => {
        head = { status, headers };
        if (status === 401 || status === 403) {
          endpointLog.refused(endpoint, status);
        }
        if (status === 200 && isEventStream(headers)) {
          this.stream = this.call.request.openStream?.();
        }
        if (this.stream) {
          this.client.open(headers['content-type']);
        }
      },
      onData: chunk => {
        if (this.stream) {
          this.passOn(this.stream, chunk);
          return;
        }
        size += chunk.length;
        chunks.push(chunk);
        if (size > MAX_ANSWER_BYTES) {
          upstream.abort();
          // The model has read all of the prompt for it, so that much is billed.
          if (head?.status === 200) {
            this.answer = { text: () => '' };
          }
          this.fail('broken');
        }
      },
      onEnd: () => {
        if (this.stream) {
          this.closeStream(this.stream);
        } else if (head) {
          this.passWhole(head, Buffer.concat(chunks, size));
        }
      },
      onFailure: (failure, error) => {
        if (failure === 'unreachable') {
          endpointLog.unreachable(endpoint, error);
        }
        if (failure === 'unreachable' && others.length > 0) {
          this.attempt(others);
        } else {
          this.fail(failure);
        }
      },
    });
    return upstream;
  }

  private passOn(stream: AnswerStream, chunk: Buffer): void {
    if (this.ending) {
      // It closed the stream and talks on: nobody listens any more.
      this.upstream?.abort();
      return;
    }
    const hasRoom = this.client.write(stream.push(chunk));
    if (stream.begun) {
      this.firstTokenMs ??= Math.round(performance.now() - this.begun);
    }
    if (stream.closed) {
      this.closeStream(stream);
    } else if (!hasRoom) {
      this.upstream?.pause();
      this.client.whenTaken(() => this.upstream?.resume());
    }
  }

  private closeStream(stream: AnswerStream): void {
    this.conclude(async () => {
      stream.end();
      const report = await this.settle(outcomeOf(stream.figures(), 200));
      this.client.end(stream.rest());
      return report;
    });
  }

  private passWhole(head: Head, body: Buffer): void {
    this.conclude(() =>
      head.status === 200
        ? this.passAnswer(head, body)
        : this.passRefusal(head, body),
    );
  }

  private async passAnswer(
    { status, headers }: Head,
    body: Buffer,
  ): Promise<CallReport> {
    this.answer = this.call.request.readAnswer(body);
    const report = await this.settle(outcomeOf(this.answer, status));
    this.client.send(status, body, {
      'content-type': headers['content-type'] ?? JSON_TYPE,
      'x-tokens-used': report.tokens.input + report.tokens.output,
    });
    return report;
  }

  private async passRefusal(
    { status, headers }: Head,
    body: Buffer,
  ): Promise<CallReport> {
    const endState = 'upstream_error';
    const error = errorOfStatus(status, headers, this.call.request.model);
    if (error) {
      return this.failWith(error, endState);
    }
    const errorCode = `upstream_${status}`;
    const report = await this.settle({ endState, status, errorCode });
    this.client.send(status, body, {
      'content-type': headers['content-type'] ?? JSON_TYPE,
    });
    return report;
  }

  /** The model server brought no answer, or not all of it. */
  private fail(failure: UpstreamFailure): void {
    const error = errorOfFailure(failure, this.call.request.model);
    this.conclude(() =>
      failure === 'unreachable'
        ? this.cancel(error)
        : this.failWith(error, 'upstream_aborted'),
    );
  }

  private async failWith(
    error: GatewayError,
    endState: 'upstream_error' | 'upstream_aborted',
  ): Promise<CallReport> {
    const { status = error.status } = this.client;
    const errorCode = error.code;
    const report = await this.settle({ endState, status, errorCode });
    this.client.fail(error);
    return report;
  }

  /** Ends the call in one way; whoever comes later with another finds it ending. */
  private conclude(end: () => Promise<CallReport | undefined>): void {
    if (this.ending) {
      return;
    }
    this.ending = true;
    end()
      .then(report => this.finish(report))
      .catch(error => this.giveUp(error));
  }

  /** Nothing reached a model server: the ledger hears nothing of it. */
  private async cancel(error?: unknown): Promise<undefined> {
    this.call.admission.release();
    await this.open?.cancel();
    if (error) {
      this.client.setHeaders();
      this.refuse(error);
    }
    return undefined;
  }

  /** The one place where a call that went upstream ends. */
  private async settle(outcome: Outcome): Promise<CallReport> {
    const figures = this.stream?.figures() ?? this.answer;
    const tokens = figures?.usage ?? {
      ...(await this.estimate(outcome.endState)),
      ...figures?.promptUsage,
    };
    const report: CallReport = {
      ...outcome,
      tokens,
      estimated: figures?.usage === undefined,
      endpoint: this.endpoint && new URL(this.endpoint.url).host,
      finishReason: figures?.finishReason,
      attempts: this.attempts,
      timeToFirstTokenMs: this.firstTokenMs,
    };
    await this.enter(report);
    return report;
  }

  private async enter(report: CallReport): Promise<void> {
    this.call.admission.settle(report.tokens);
    await this.open?.end(report);
  }

  private async estimate(endState: UsageEndState): Promise<TokenCounts> {
    const answered = this.stream ?? this.answer;
    // A server that refused or broke before it said anything is not paid.
    return answered || endState === 'client_aborted'
      ? estimateTokens(this.call.request, answered, this.services.countTokens)
      : NO_TOKENS;
  }

  /**
   * Something in here failed. The call was made all the same, so it is entered by its
   * size, unless it has been entered already.
   */
  private async giveUp(error: unknown): Promise<void> {
    this.upstream?.abort();
    await this.enter({
      endState: 'upstream_error',
      errorCode: 'internal_error',
      status: this.client.status ?? 500,
      tokens: { ...NO_TOKENS, input: this.call.request.estimatedInput },
      estimated: true,
      attempts: this.attempts,
    });
    this.client.setHeaders();
    this.refuse(error);
  }
}

/** Of an answer that came to its end; that may be an error. */
function outcomeOf({ errorCode }: AnswerFigures, status: number): Outcome {
  const endState = errorCode ? 'upstream_error' : 'completed';
  return { endState, status, errorCode };
}

function isEventStream(headers: IncomingHttpHeaders): boolean {
  return /^text\/event-stream\b/i.test(String(headers['content-type'] ?? ''));
}
