import { appendFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { MeteredCall } from '@openmaas/backstage-plugin-maas-common';
import { readLines } from './readLines';

/** Events that are offered at a time. */
const BATCH = 500;

/** What the file of rejected events has a line of. */
interface RejectedEvent {
  rejectedAt: string;
  reason: string;
  event: MeteredCall;
}

/**
 * Events that the control plane does not take, kept in `rejected.jsonl` for somebody to look
 * at, and to be offered again now and then: a newer control plane may take them.
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

  /**
   * Offers all of them again. Not to be called while one is added.
   *
   * @param offer - returns those that are taken now; rejects where nobody is there to take
   *   any
   * @throws what `offer` and the disk say; what was taken before is forgotten
   */
  async offerAll(
    offer: (events: MeteredCall[]) => Promise<MeteredCall[]>,
  ): Promise<void> {
    const lines: string[] = [];
    for await (const { text } of readLines(this.path)) {
      lines.push(text);
    }
    const events = lines.flatMap(line => eventOf(line) ?? []);
    const taken = new Set<string>();
    try {
      for (let from = 0; from < events.length; from += BATCH) {
        const some = await offer(events.slice(from, from + BATCH));
        some.forEach(({ id }) => taken.add(id));
      }
    } finally {
      await this.forget(taken, lines);
    }
  }

  private async forget(taken: Set<string>, lines: string[]): Promise<void> {
    if (taken.size === 0) {
      return;
    }
    const left = lines.filter(line => !taken.has(idOf(line)));
    const draft = `${this.path}.new`;
    const text = left.map(line => `${line}\n`).join('');
    await writeFile(draft, text, { mode: 0o600, flush: true });
    await rename(draft, this.path);
    taken.forEach(id => this.ids.delete(id));
    this.logger.info(
      `The control plane has taken ${taken.size} usage events that it had rejected before`,
    );
  }
}

/** The event of a line; undefined where there is none. */
function eventOf(line: string): MeteredCall | undefined {
  try {
    return (JSON.parse(line) as RejectedEvent).event;
  } catch {
    return undefined;
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
