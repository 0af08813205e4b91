import { constants, copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { segmentName } from './records';
import type { BadLine } from './recovery';

/**
 * Keeps a copy of each segment with lines that cannot be read, beside the segments as
 * `corrupt-<segment>`, for somebody to look at. The journal goes on without those lines.
 *
 * @internal
 */
export class DamagedSegments {
  private readonly known = new Set<number>();

  constructor(
    private readonly directory: string,
    private readonly logger: LoggerService,
  ) {}

  /** Never fails. A line that was cut off by a crash is only told of. */
  async report(lines: BadLine[]): Promise<void> {
    for (const { segment, offset, torn } of lines) {
      const name = segmentName(segment);
      if (torn) {
        this.logger.warn(
          `The last line of ${name} in the journal was cut off at byte ${offset}: the gateway was stopped while it was written`,
        );
      } else if (!this.known.has(segment)) {
        this.known.add(segment);
        await this.keep(name, offset);
      }
    }
  }

  private async keep(name: string, offset: number): Promise<void> {
    const copy = `corrupt-${name}`;
    const path = join(this.directory, copy);
    this.logger.error(
      `${name} in the journal has a line that cannot be read, at byte ${offset}; it is passed over, and the file kept as ${copy}`,
    );
    await copyFile(
      join(this.directory, name),
      path,
      constants.COPYFILE_EXCL,
    ).catch(error => {
      if (error.code !== 'EEXIST') {
        this.logger.error(`${path} cannot be written: ${error.message}`);
      }
    });
  }
}
