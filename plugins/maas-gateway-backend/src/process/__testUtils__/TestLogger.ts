import { EventEmitter, on } from 'node:events';
import type { LoggerService } from '@backstage/backend-plugin-api';

/** A log that tests can wait for. */
export class TestLogger extends EventEmitter implements LoggerService {
  readonly lines: Array<{ level: string; message: string; meta?: unknown }> =
    [];
  readonly error = this.log('error');
  readonly warn = this.log('warn');
  readonly info = this.log('info');
  readonly debug = this.log('debug');

  child(): LoggerService {
    return this;
  }

  /** The match in the first line from the given one on that has one, once it is written. */
  async find(pattern: RegExp, from = 0): Promise<RegExpExecArray> {
    const written = on(this, 'line');
    for (let index = from; ; index += 1) {
      while (index >= this.lines.length) {
        await written.next();
      }
      const match = pattern.exec(this.lines[index].message);
      if (match) {
        await written.return?.();
        return match;
      }
    }
  }

  private log(level: string) {
    return (message: string, meta?: unknown) => {
      this.lines.push({ level, message, meta });
      this.emit('line');
    };
  }
}
