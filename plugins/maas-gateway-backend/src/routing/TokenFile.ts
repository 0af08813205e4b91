import { readFileSync, type Stats, statSync } from 'node:fs';
import { TOKEN_PATTERN } from './credentialConfig';

/** How long what was found in the file is believed, in milliseconds. */
const LOOK_AGAIN_MS = 1_000;

const MAX_BYTES = 64 * 1024;

type Found = { token: string } | { problem: string };

/**
 * A secret in a file that somebody else may replace at any time, as Kubernetes does with
 * mounted secrets. It is looked at when the secret is needed, at most once a second, and
 * read where it has changed.
 *
 * @internal
 */
export class TokenFile {
  private lookedAt = -Infinity;
  /** Which state of the file the secret is from. */
  private state?: string;
  private found: Found = { problem: 'it was not looked for' };

  /**
   * @param path - absolute
   * @param now - milliseconds on a clock that never goes back
   */
  constructor(
    private readonly path: string,
    private readonly now = () => performance.now(),
  ) {}

  /**
   * The secret as it is now.
   *
   * @throws Error saying why there is none
   */
  read(): string {
    const now = this.now();
    if (now - this.lookedAt >= LOOK_AGAIN_MS) {
      this.lookedAt = now;
      this.look();
    }
    if ('problem' in this.found) {
      throw new Error(this.found.problem);
    }
    return this.found.token;
  }

  /** Without a pause: an attempt is made in one go, and the file is local and small. */
  private look(): void {
    try {
      const stats = statSync(this.path);
      const state = `${stats.mtimeMs} ${stats.ino} ${stats.size}`;
      if (state !== this.state) {
        this.found = this.readFile(stats);
        this.state = state;
      }
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      this.found = { problem: `${this.path} cannot be read (${code})` };
      this.state = undefined;
    }
  }

  private readFile(stats: Stats): Found {
    // A pipe would be waited for, and all calls with it.
    if (!stats.isFile() || stats.size > MAX_BYTES) {
      return { problem: `${this.path} is not a file with a token` };
    }
    const token = readFileSync(this.path, 'utf8').trim();
    if (token === '') {
      return { problem: `${this.path} is empty` };
    }
    return TOKEN_PATTERN.test(token)
      ? { token }
      : { problem: `${this.path} holds something else than a token` };
  }
}
