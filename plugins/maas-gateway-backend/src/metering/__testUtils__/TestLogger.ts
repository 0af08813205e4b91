import type { LoggerService } from '@backstage/backend-plugin-api';

/** Keeps what is logged. */
export class TestLogger implements LoggerService {
  readonly lines: string[] = [];

  error(message: string): void {
    this.lines.push(`error ${message}`);
  }
  warn(message: string): void {
    this.lines.push(`warn ${message}`);
  }
  info(message: string): void {
    this.lines.push(`info ${message}`);
  }
  debug(): void {}
  child(): LoggerService {
    return this;
  }

  /** Lines of a level. */
  of(level: 'error' | 'warn' | 'info'): string[] {
    return this.lines.filter(line => line.startsWith(level));
  }
}
