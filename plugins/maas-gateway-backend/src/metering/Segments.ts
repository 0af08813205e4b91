import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { segmentName } from './records';

/**
 * The files of a journal and what they take on disk. The last one is being written, and
 * its bytes are counted by who writes it.
 *
 * @internal
 */
export class Segments {
  private readonly sizes = new Map<number, number>();
  private total = 0;

  /**
   * @param directory - the journal's
   * @param numbers - of the files that there are, rising
   * @throws what the disk says
   */
  static async open(
    directory: string,
    numbers: number[],
    logger: LoggerService,
  ): Promise<Segments> {
    const segments = new Segments(directory, logger);
    for (const number of numbers) {
      const path = segments.pathOf(number);
      segments.add(number);
      segments.close(number, await sizeOf(path));
    }
    return segments;
  }

  private constructor(
    private readonly directory: string,
    private readonly logger: LoggerService,
  ) {}

  /** What all but the one that is written take. */
  get bytes(): number {
    return this.total;
  }

  get first(): number | undefined {
    return this.sizes.keys().next().value;
  }

  get last(): number | undefined {
    return [...this.sizes.keys()].at(-1);
  }

  has(segment: number): boolean {
    return this.sizes.has(segment);
  }

  /** The one after it that is still there. */
  after(segment: number): number | undefined {
    return [...this.sizes.keys()].find(other => other > segment);
  }

  /** One that is written from now on. */
  add(segment: number): void {
    this.sizes.set(segment, 0);
  }

  /** One that is written no more. */
  close(segment: number, bytes: number): void {
    this.total += bytes - (this.sizes.get(segment) ?? 0);
    this.sizes.set(segment, bytes);
  }

  pathOf(segment: number): string {
    return join(this.directory, segmentName(segment));
  }

  /** Deletes those before. Never fails: one that cannot be deleted is told of. */
  async dropBefore(segment: number): Promise<void> {
    const old = [...this.sizes].filter(([number]) => number < segment);
    for (const [number, bytes] of old) {
      this.sizes.delete(number);
      this.total -= bytes;
    }
    for (const [number] of old) {
      const path = this.pathOf(number);
      await rm(path, { force: true }).catch(error =>
        this.logger.warn(`${path} cannot be deleted: ${error.message}`),
      );
    }
  }
}

/** None where it is gone. */
async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw error;
    }
    return 0;
  }
}
