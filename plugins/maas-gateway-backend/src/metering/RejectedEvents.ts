import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { MeteredCall } from '@openmaas/backstage-plugin-maas-common';
import { readLines } from './readLines';

/** What the file of rejected events has a line of. */
interface RejectedEvent {
  rejectedAt: string;
  reason: string;
  event: MeteredCall;
}

/**
 * Events that the control plane does not take, kept in `rejected.jsonl` for somebody to look
 * at. They count as rejected for as long as the file is there when the gateway starts.
 *
 * @internal
 */
export class RejectedEvents {
  /** @param directory - the journal's; it exists */
  static async open(
    directory: string,
    logger: LoggerService,
  ): Promise<RejectedEvents> {
    const path = join(directory, 'rejected.jsonl');
    const ids = new Set<string>();
    try {
      for await (const { text } of readLines(path)) {
        ids.add(idOf(text));
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
        logger.error(`${path} cannot be read: ${error}`);
      }
    }
    return new RejectedEvents(path, ids, logger);
  }

  private constructor(
    private readonly path: string,
    private readonly ids: Set<string>,
    private readonly logger: LoggerService,
  ) {}

  get count(): number {
    return this.ids.size;
  }

  /**
   * @param reason - what the control plane said
   * @throws what the disk says; the event is not kept then
   */
  async add(event: MeteredCall, reason: string): Promise<void> {
    if (this.ids.has(event.id)) {
      return;
    }
    const rejected: RejectedEvent = {
      rejectedAt: new Date().toISOString(),
      reason,
      event,
    };
    await appendFile(this.path, `${JSON.stringify(rejected)}\n`, {
      mode: 0o600,
      flush: true,
    });
    this.ids.add(event.id);
    this.logger.error(
      `The control plane does not take the usage event ${event.id}, which is therefore not billed and kept in ${this.path}: ${reason}`,
    );
  }
}

/** A line that cannot be read counts too. */
function idOf(line: string): string {
  try {
    return String((JSON.parse(line) as RejectedEvent).event.id);
  } catch {
    return line;
  }
}
