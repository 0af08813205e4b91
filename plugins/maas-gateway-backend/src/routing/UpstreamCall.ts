import type { IncomingHttpHeaders } from 'node:http';
import { type Dispatcher, errors } from 'undici';

/** Why a call to a model server brought no whole answer. @internal */
export type UpstreamFailure =
  /** No connection: nothing was sent. */
  | 'unreachable'
  /** The server broke off, or what it says is not HTTP. */
  | 'broken'
  /** It was silent for too long. */
  | 'timeout';

/** Is told what becomes of a call to a model server. @internal */
export interface UpstreamListener {
  onHead(status: number, headers: IncomingHttpHeaders): void;
  onData(chunk: Buffer): void;
  /** The answer is whole. Nothing follows. */
  onEnd(): void;
  /** Nothing follows. Not called after `abort`. */
  onFailure(failure: UpstreamFailure, error: Error): void;
}

/**
 * A running call to a model server.
 *
 * @internal
 */
export class UpstreamCall implements Dispatcher.DispatchHandler {
  /** Something of the request may have reached the server. */
  sent = false;
  /** Called once the connection is done with the call, whatever came of it. */
  left: (() => void) | undefined;

  private controller: Dispatcher.DispatchController | undefined;
  private aborted = false;

  constructor(private readonly listener: UpstreamListener) {}

  /** Ends the call at once; the listener hears no more. */
  abort(): void {
    this.aborted = true;
    this.controller?.abort(new Error('The call is not wanted any more'));
  }

  /** Nothing more comes of the call; the listener is told, unless it knows. */
  fail(error: Error): void {
    if (!this.aborted) {
      this.aborted = true;
      this.listener.onFailure(this.failureOf(error), error);
    }
  }

  /** Takes no more of the answer until `resume`. */
  pause(): void {
    this.controller?.pause();
  }

  resume(): void {
    if (!this.aborted) {
      this.controller?.resume();
    }
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.aborted) {
      controller.abort(new Error('The call is not wanted any more'));
      return;
    }
    this.sent = true;
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
  ): void {
    // Heads that only announce another one.
    if (status < 200 || this.aborted) {
      return;
    }
    try {
      this.listener.onHead(status, headers);
    } catch (error) {
      this.listenerFailed(error);
    }
  }

  onResponseData(
    _controller: Dispatcher.DispatchController,
    chunk: Buffer,
  ): void {
    if (this.aborted) {
      return;
    }
    try {
      this.listener.onData(chunk);
    } catch (error) {
      this.listenerFailed(error);
    }
  }

  onResponseEnd(): void {
    this.leave();
    if (this.aborted) {
      return;
    }
    try {
      this.listener.onEnd();
    } catch (error) {
      this.listenerFailed(error);
    }
  }

  onResponseError(
    _controller: Dispatcher.DispatchController,
    error: Error,
  ): void {
    this.leave();
    this.fail(error);
  }

  private leave(): void {
    this.left?.();
    this.left = undefined;
  }

  /** It has no use for the rest then: for it the answer is broken. */
  private listenerFailed(error: unknown): void {
    this.abort();
    this.listener.onFailure('broken', error as Error);
  }

  private failureOf(error: Error): UpstreamFailure {
    if (!this.sent) {
      return 'unreachable';
    }
    return error instanceof errors.HeadersTimeoutError ||
      error instanceof errors.BodyTimeoutError
      ? 'timeout'
      : 'broken';
  }
}
