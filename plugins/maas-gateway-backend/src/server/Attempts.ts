import type { EndpointUse } from '../routing/EndpointUse';
import type { UpstreamFailure } from '../routing/UpstreamCall';
import type { AdmittedCall, CallServices } from './AdmittedCall';
import { Attempt, type AttemptOwner, type Head } from './Attempt';
import type { GatewayError } from './GatewayError';
import {
  errorOfFailure,
  errorOfNoServer,
  errorOfStatus,
} from './upstreamErrors';

/** Servers that a call is sent to at most, one after the other. */
const MAX_ATTEMPTS = 3;

/** Why a call got no answer, and who is to blame. @internal */
export interface AttemptsFailure {
  error: GatewayError;
  endState: 'upstream_error' | 'upstream_aborted';
  /** The model has to be paid all the same. */
  atWork?: boolean;
}

/** Is told what comes of all attempts together. @internal */
export interface AttemptsOwner {
  /** An answer begins. @returns whether it is wanted piece by piece */
  onAnswerHead(head: Head): boolean;
  /** The next piece. */
  onPiece(chunk: Buffer): void;
  /** There are no more pieces. */
  onPiecesEnd(): void;
  /** An answer that is not wanted in pieces. */
  onAnswer(head: Head, body: Buffer): void;
  /** The request is wrong, says the model server; any other would say the same. */
  onRefusal(head: Head, body: Buffer): void;
  /** There is no answer, or not all of it. */
  onNoAnswer(failure: AttemptsFailure): void;
  /** The gateway itself failed. */
  onError(error: unknown): void;
}

/**
 * The attempts of one call, one after the other, each at another endpoint of the model.
 * There is another one only where the one before cannot have worked on the call, and the
 * client has got nothing.
 *
 * @internal
 */
export class Attempts implements AttemptOwner {
  /** The last one. */
  current: Attempt | undefined;
  count = 0;
  private reserved: EndpointUse | undefined;
  private readonly earlier: Attempt[] = [];

  constructor(
    private readonly services: Pick<CallServices, 'router' | 'timeouts'>,
    private readonly call: Pick<
      AdmittedCall,
      'access' | 'protocol' | 'request' | 'upstreamHeaders'
    >,
    private readonly owner: AttemptsOwner,
  ) {}

  /** Something of the request may have reached a server. */
  get sent(): boolean {
    return this.current?.sent === true || this.earlier.some(({ sent }) => sent);
  }

  /** Host and port of the last one. */
  get endpoint(): string | undefined {
    return this.current?.use.endpoint.host;
  }

  /**
   * Takes the endpoint of the first attempt, before it is made: calls that are written
   * down meanwhile go elsewhere.
   *
   * @throws GatewayError 503 where there is none
   */
  reserve(): void {
    this.reserved = this.take();
    if (!this.reserved) {
      throw this.noServer();
    }
  }

  /** Makes the first attempt. */
  begin(): void {
    if (this.reserved) {
      this.make(this.reserved);
    }
  }

  /** Nothing more is wanted; all endpoints are left. */
  abort(): void {
    this.reserved?.end();
    this.current?.abort();
  }

  onHead(head: Head): boolean {
    if (head.status !== 200) {
      return false;
    }
    // What failed before did not fail because of the request.
    this.earlier.forEach(({ use }) => use.otherAnswered());
    return this.owner.onAnswerHead(head);
  }

  onPiece(chunk: Buffer): void {
    this.owner.onPiece(chunk);
  }

  onPiecesEnd(): void {
    this.owner.onPiecesEnd();
  }

  onWhole(head: Head, body: Buffer): void {
    if (head.status === 200) {
      this.owner.onAnswer(head, body);
      return;
    }
    const { status, headers } = head;
    const error = errorOfStatus(status, headers, this.call.request.model);
    if (!error) {
      this.owner.onRefusal(head, body);
    } else if (!this.next()) {
      this.owner.onNoAnswer({ error, endState: 'upstream_error' });
    }
  }

  onTooLarge(): void {
    // The model has read all of the prompt for it, so that much is billed.
    const atWork = this.current?.head?.status === 200;
    this.failed('broken', atWork);
  }

  onFailure(failure: UpstreamFailure): void {
    // Who let a call wait for so long, or has begun to answer, has worked on it: that is
    // not done twice.
    const worked = failure === 'timeout' || this.current?.head?.status === 200;
    if (worked || !this.next()) {
      this.failed(failure);
    }
  }

  private failed(failure: UpstreamFailure, atWork = false): void {
    const error = errorOfFailure(failure, this.call.request.model);
    this.owner.onNoAnswer({ error, endState: 'upstream_aborted', atWork });
  }

  /** @returns whether another attempt is made: there is an endpoint for it, and may be one */
  private next(): boolean {
    const { current } = this;
    const use = this.count < MAX_ATTEMPTS ? this.take() : undefined;
    if (!current || !use) {
      return false;
    }
    this.earlier.push(current);
    this.make(use);
    return true;
  }

  private make(use: EndpointUse): void {
    const { request, protocol, access, upstreamHeaders } = this.call;
    const { firstByteTimeoutMs, idleTimeoutMs } = this.services.timeouts;
    const { timeouts } = access.model;
    const attempt = new Attempt(use, this);
    this.current = attempt;
    this.count++;
    try {
      attempt.send({
        method: 'POST',
        path: protocol.path,
        headers: upstreamHeaders,
        body: request.bodyFor(use.endpoint.modelName),
        firstByteMs: timeouts?.firstByteMs ?? firstByteTimeoutMs,
        idleMs: timeouts?.idleMs ?? idleTimeoutMs,
      });
    } catch (error) {
      this.owner.onError(error);
    }
  }

  private take(): EndpointUse | undefined {
    const { current, earlier } = this;
    const tried = current
      ? [...earlier, current].map(({ use }) => use.endpoint)
      : undefined;
    return this.services.router.take(this.call.access.model.id, tried);
  }

  private noServer(): GatewayError {
    const { access, request } = this.call;
    const retryMs = this.services.router.retryMs(access.model.id);
    return errorOfNoServer(request.model, retryMs);
  }
}
