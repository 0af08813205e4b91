import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { v7 as uuid } from 'uuid';
import { notReady } from '../policy/notReady';
import { SpooledBody } from './SpooledBody';

/** Bytes of all bodies on disk together: the journal has to have room beside them. */
const MAX_BYTES = 1024 ** 3;

/**
 * Where bodies of requests wait that are too large for memory. A file loses its name as
 * soon as it is open, so that nothing of it is left however the gateway ends.
 *
 * @internal
 */
export class Spool {
  private usedBytes = 0;

  private constructor(
    private readonly directory: string,
    private readonly logger: LoggerService,
    private readonly maxBytes: number,
  ) {}

  /**
   * Makes the directory, for this user alone, and takes out of it what a gateway left that
   * was killed at the wrong moment.
   *
   * @param dataDir - of this gateway alone
   * @throws Error where the directory cannot be made or swept
   */
  static async open(
    dataDir: string,
    logger: LoggerService,
    maxBytes = MAX_BYTES,
  ): Promise<Spool> {
    const directory = join(dataDir, 'spool');
    await mkdir(directory, { recursive: true, mode: 0o700 });
    for (const name of await readdir(directory)) {
      await rm(join(directory, name), { recursive: true });
    }
    return new Spool(directory, logger, maxBytes);
  }

  /** A body of which nothing has come yet. To be discarded at the end, however that comes. */
  body(): SpooledBody {
    return new SpooledBody({
      reserve: bytes => this.reserve(bytes),
      openFile: () => this.openFile(),
      onFailure: error =>
        this.logger.error(
          `An upload cannot be kept in ${this.directory}: ${error.message}`,
        ),
    });
  }

  /**
   * Takes room for so many bytes more, or gives back.
   *
   * @throws GatewayError 503 where there is none
   */
  private reserve(bytes: number): void {
    if (bytes > 0 && this.usedBytes + bytes > this.maxBytes) {
      throw notReady('Too many uploads run at once. Try again in a moment.');
    }
    this.usedBytes += bytes;
  }

  /** A file of this user alone, without a name. */
  private async openFile() {
    const path = join(this.directory, uuid());
    const file = await open(path, 'wx+', 0o600);
    try {
      await rm(path);
      return file;
    } catch (error) {
      await file.close();
      throw error;
    }
  }
}
