import type { LoggerService } from '@backstage/backend-plugin-api';
import { serializeError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { FromGateway, LogLine, TokenMessage } from './messages';

/** The answer of a backend that can give none any more. */
const BACKEND_GONE: TokenMessage = {
  type: 'token',
  error: 'it has ended',
};

/** The gateway's end of the line to its backend. @internal */
export class ParentChannel {
  /** Of this turn of the event loop: under load, a message for each line costs a lot. */
  private lines: LogLine[] = [];
  private asked?: Promise<string>;
  private answer?: (message: TokenMessage) => void;

  /**
   * @param onSent - called once it has been sent, with all that was sent before, or
   *   cannot be
   */
  send(message: FromGateway, onSent: () => void = () => undefined): void {
    this.sendLines();
    if (process.connected) {
      process.send?.(message, undefined, undefined, onSent);
    } else {
      onSent();
    }
  }

  /** A token for the control plane. Those who ask at the same time share one. */
  token(): Promise<string> {
    this.asked ??= new Promise<string>((resolve, reject) => {
      this.answer = ({ token, error }) =>
        token
          ? resolve(token)
          : reject(
              new Error(
                `The backend has no token for the control plane: ${error}`,
              ),
            );
      if (process.connected) {
        this.send({ type: 'token' });
      } else {
        this.takeToken(BACKEND_GONE);
      }
    }).finally(() => {
      this.asked = undefined;
    });
    return this.asked;
  }

  /** Hands the backend's answer to those who wait for a token. */
  takeToken(message: TokenMessage): void {
    this.answer?.(message);
  }

  /** Answers those who wait, now that nobody else does. */
  close(): void {
    this.takeToken(BACKEND_GONE);
  }

  /** A logger whose lines appear in the backend's log. */
  logger(context: JsonObject = {}): LoggerService {
    const log =
      (level: LogLine['level']) =>
      (message: string, meta?: Error | JsonObject) =>
        this.log({ level, message, meta: { ...context, ...toJson(meta) } });
    return {
      error: log('error'),
      warn: log('warn'),
      info: log('info'),
      debug: log('debug'),
      child: meta => this.logger({ ...context, ...meta }),
    };
  }

  private log(line: LogLine): void {
    this.lines.push(line);
    if (line.level === 'error') {
      // It may be the last one.
      this.sendLines();
    } else if (this.lines.length === 1) {
      setImmediate(() => this.sendLines());
    }
  }

  private sendLines(): void {
    const { lines } = this;
    if (lines.length > 0) {
      this.lines = [];
      this.send({ type: 'log', lines });
    }
  }
}

function toJson(meta?: Error | JsonObject): JsonObject | undefined {
  return meta instanceof Error
    ? serializeError(meta, { includeStack: true })
    : meta;
}
