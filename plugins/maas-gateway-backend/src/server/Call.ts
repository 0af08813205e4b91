import type {
  IncomingHttpHeaders,
  OutgoingHttpHeaders,
  ServerResponse,
} from 'node:http';
import type {
  TokenCounts,
  UsageEndState,
} from '@openmaas/backstage-plugin-maas-common';
import type { Access } from '../auth/access';
import type { Admission } from '../limits/Limiter';
import type { CallEnd, CallIntent, Meter, OpenCall } from '../metering/Meter';
import type {
  AnswerFigures,
  AnswerStream,
  Protocol,
  ProxiedRequest,
} from '../protocol/Protocol';
import { UpstreamCall, type UpstreamFailure } from '../routing/UpstreamCall';
import type { Endpoint, Upstreams } from '../routing/Upstreams';
import { sendBytes, sendError } from './answers';
import { GatewayError } from './GatewayError';
import { errorOfFailure, errorOfStatus } from './upstreamErrors';

/** Largest answer in one piece, in bytes. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/** What a call needs of the gateway. @internal */
export interface CallServices {
  meter: Meter;
  upstreams: Upstreams;
  /** Tokens of a text; for answers whose tokens the model server did not report. */
  countTokens(text: string): Promise<number>;
}

/** A call that was let in. @internal */
export interface AdmittedCall {
  intent: CallIntent;
  protocol: Protocol;
  request: ProxiedRequest;
  access: Access;
  admission: Admission;
  /** Headers for the model server. */
  upstreamHeaders: Record<string, string>;
  /** Headers of the answer, whatever it is. */
  headers: OutgoingHttpHeaders;
}

/** How a call ended, for those who watch. @internal */
export type CallReport = CallEnd;

/**
 * A call from its admission to its end: journalled, sent upstream, passed on, settled.
 * Whatever happens, it is settled exactly once.
 *
 * @internal
 */
export class Call {
  private readonly begun = performance.now();
  private open: OpenCall | undefined;
  private upstream: UpstreamCall | undefined;
  private endpoint: Endpoint | undefined;
  private attempts = 0;
  private stream: AnswerStream | undefined;
  private answer: (AnswerFigures & { text(): string }) | undefined;
  private firstTokenMs: number | undefined;
  private settling = false;
  private finish: (report: CallReport | undefined) => void = () => {};

  constructor(
    private readonly services: CallServices,
    private readonly call: AdmittedCall,
    private readonly response: ServerResponse,
  ) {}

  /**
   * Makes the call.
   *
   * @returns when all is settled: how it ended, or nothing where it never went upstream
   * @throws GatewayError where it cannot be journalled
   */
  async run(): Promise<CallReport | undefined> {
    const { meter, upstreams } = this.services;
    try {
      this.open = await meter.begin(this.call.intent);
    } catch (error) {
      this.call.admission.release();
      throw error;
    }
    const finished = new Promise<CallReport | undefined>(resolve => {
      this.finish = resolve;
    });
    this.response.once('close', () => {
      this.breakOff('client_aborted');
    });
    if (this.response.destroyed) {
      this.breakOff('client_aborted');
    } else {
      this.attempt(upstreams.inTurn(this.call.access.model));
    }
    return finished;
  }

  /** Ends the call before its time, for the client or for the gateway. */
  breakOff(endState: 'client_aborted' | 'gateway_stopped'): void {
    if (this.settling || !this.open) {
      return;
    }
    this.upstream?.abort();
    if (!this.upstream?.sent) {
      this.cancel().finally(() => this.response.destroy());
      return;
    }
    this.settle(endState, {
      errorCode: endState,
      status: this.response.headersSent ? this.response.statusCode : undefined,
    }).finally(() => this.response.destroy());
  }

  private attempt([endpoint, ...others]: Endpoint[]): void {
    const { request, protocol, upstreamHeaders } = this.call;
    this.endpoint = endpoint;
    this.attempts++;
    let chunks: Buffer[] | undefined;
    let size = 0;
    let head: { status: number; headers: IncomingHttpHeaders } | undefined;

    const upstream = new UpstreamCall({
      onHead: (status, headers) => {
        head = { status, headers };
        if (status === 200 && isEventStream(headers)) {
          this.openStream(headers);
        } else {
          chunks = [];
        }
      },
      onData: chunk => {
        if (!chunks) {
          this.passOn(chunk);
          return;
        }
        size += chunk.length;
        if (size > MAX_ANSWER_BYTES) {
          upstream.abort();
          this.fail('broken');
          return;
        }
        chunks.push(chunk);
      },
      onEnd: () => {
        if (head && chunks) {
          this.passWhole(head, Buffer.concat(chunks, size));
        } else {
          this.closeStream();
        }
      },
      onFailure: failure => {
        if (failure === 'unreachable' && others.length > 0) {
          this.attempt(others);
        } else {
          this.fail(failure);
        }
      },
    });
    this.upstream = upstream;
    this.services.upstreams.send(upstream, {
      endpoint,
      path: protocol.upstreamPath,
      headers: upstreamHeaders,
      body: request.bodyFor(endpoint.modelName),
    });
  }

  private openStream(upstream: IncomingHttpHeaders): void {
    this.stream = this.call.request.openStream();
    this.response.writeHead(200, {
      ...this.call.headers,
      'content-type': upstream['content-type'],
      'cache-control': 'no-cache',
    });
    this.response.flushHeaders();
  }

  private passOn(chunk: Buffer): void {
    const { stream, response } = this;
    if (!stream || this.settling) {
      return;
    }
    let room = true;
    for (const piece of stream.push(chunk)) {
      room = response.write(piece);
    }
    if (stream.begun) {
      this.firstTokenMs ??= this.elapsed();
    }
    if (stream.closed) {
      this.closeStream();
    } else if (!room) {
      this.upstream?.pause();
      response.once('drain', () => this.upstream?.resume());
    }
  }

  private async closeStream(): Promise<void> {
    const { stream, response } = this;
    if (!stream || this.settling) {
      return;
    }
    const { errorCode } = stream.figures();
    await this.settle(errorCode ? 'upstream_error' : 'completed', {
      status: 200,
      errorCode,
    });
    for (const piece of stream.rest()) {
      response.write(piece);
    }
    response.end();
  }

  private async passWhole(
    head: { status: number; headers: IncomingHttpHeaders },
    body: Buffer,
  ): Promise<void> {
    const { request, headers } = this.call;
    const { status } = head;
    if (status !== 200) {
      await this.passRefusal(head, body);
      return;
    }
    this.answer = request.readAnswer(body);
    const settled = await this.settle('completed', { status });
    sendBytes(this.response, status, body, {
      ...headers,
      'content-type': head.headers['content-type'] ?? 'application/json',
      'x-tokens-used': settled.tokens.input + settled.tokens.output,
    });
  }

  private async passRefusal(
    { status, headers }: { status: number; headers: IncomingHttpHeaders },
    body: Buffer,
  ): Promise<void> {
    const error = errorOfStatus(status, headers, this.call.request.model);
    if (error) {
      await this.refuse(error, 'upstream_error');
      return;
    }
    await this.settle('upstream_error', {
      status,
      errorCode: `upstream_${status}`,
    });
    sendBytes(this.response, status, body, {
      ...this.call.headers,
      'content-type': headers['content-type'] ?? 'application/json',
    });
  }

  /** The model server brought no answer, or not all of it. */
  private async fail(failure: UpstreamFailure): Promise<void> {
    if (this.settling) {
      return;
    }
    const error = errorOfFailure(failure, this.call.request.model);
    if (failure === 'unreachable') {
      await this.cancel();
      this.answerWith(error);
    } else {
      await this.refuse(error, 'upstream_aborted');
    }
  }

  private async refuse(
    error: GatewayError,
    endState: 'upstream_error' | 'upstream_aborted',
  ): Promise<void> {
    const { response } = this;
    const streaming = this.stream !== undefined;
    await this.settle(endState, {
      status: streaming ? response.statusCode : error.status,
      errorCode: error.code,
    });
    this.answerWith(error);
  }

  private answerWith(error: GatewayError): void {
    if (this.stream) {
      // The status is long gone: clients of the API look for an error among the events.
      this.response.end(`data: ${JSON.stringify(error.toBody())}\n\n`);
      return;
    }
    for (const [name, value] of Object.entries(this.call.headers)) {
      this.response.setHeader(name, value as string);
    }
    sendError(this.response, error);
  }

  /** Nothing reached a model server: the ledger hears nothing of it. */
  private async cancel(): Promise<void> {
    this.settling = true;
    this.call.admission.release();
    await this.open?.cancel();
    this.finish(undefined);
  }

  /** The one place where a call that went upstream ends. */
  private async settle(
    endState: Exclude<UsageEndState, 'lost'>,
    outcome: Pick<CallEnd, 'status' | 'errorCode'>,
  ): Promise<CallReport> {
    this.settling = true;
    const figures = this.stream?.figures() ?? this.answer;
    const tokens = figures?.usage ?? (await this.estimate(endState));
    const report: CallReport = {
      ...outcome,
      endState,
      tokens,
      estimated: figures?.usage === undefined,
      endpoint: this.endpoint && new URL(this.endpoint.url).host,
      finishReason: figures?.finishReason,
      attempts: this.attempts,
      timeToFirstTokenMs: this.firstTokenMs,
    };
    this.call.admission.settle(tokens.input + tokens.output);
    await this.open?.end(report);
    this.finish(report);
    return report;
  }

  private async estimate(endState: UsageEndState): Promise<TokenCounts> {
    const none = { input: 0, cachedInput: 0, output: 0, reasoning: 0 };
    const answered = this.stream ?? this.answer;
    // A server that refused or broke before it said anything is not paid.
    if (!answered && endState !== 'client_aborted') {
      return none;
    }
    const { countTokens } = this.services;
    return {
      ...none,
      input: await countTokens(this.call.request.promptText()),
      output: answered ? await countTokens(answered.text()) : 0,
    };
  }

  private elapsed(): number {
    return Math.round(performance.now() - this.begun);
  }
}

function isEventStream(headers: IncomingHttpHeaders): boolean {
  return /^text\/event-stream\b/i.test(String(headers['content-type'] ?? ''));
}
