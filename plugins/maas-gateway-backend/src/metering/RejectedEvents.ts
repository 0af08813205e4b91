import { appendFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { MeteredCall } from '@openmaas/backstage-plugin-maas-common';
import { type Line, readLines } from './readLines';

/** Events that are offered at a time: others wait meanwhile. */
const BATCH = 100;

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
    let isTorn = false;
    try {
      for await (const { text, whole } of readLines(path)) {
        ids.add(idOf(text));
        isTorn = !whole;
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
        logger.error(`${path} cannot be read: ${error}`);
      }
    }
    return new RejectedEvents(path, ids, isTorn, logger);
  }

  /** Where those that are offered next begin, in bytes from the start of the file. */
  private next = 0;

  private constructor(
    private readonly path: string,
    private readonly ids: Set<string>,
    /** The last line may have been cut off by a crash or a full disk. */
    private isTorn: boolean,
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
    const line = `${this.isTorn ? '\n' : ''}${JSON.stringify(rejected)}\n`;
    this.isTorn = true;
    await appendFile(this.path, line, { mode: 0o600, flush: true });
    this.isTorn = false;
    this.ids.add(event.id);
    this.logger.error(
      `The control plane does not take the usage event ${event.id}, which is therefore not billed and kept in ${this.path}: ${reason}`,
    );
  }

  /**
   * Offers the next of them again, and after the last begins anew. Not to be called while
   * one is added.
   *
   * @param offer - returns those that are taken now; rejects where nobody is there to take
   *   any
   * @returns how many were taken, and whether those offered were the last
   * @throws what `offer` and the disk say
   */
  async offerNext(
    offer: (events: MeteredCall[]) => Promise<MeteredCall[]>,
  ): Promise<{ taken: number; isLast: boolean }> {
    const lines: Line[] = [];
    for await (const line of readLines(this.path, { from: this.next })) {
      lines.push(line);
      if (lines.length === BATCH) {
        break;
      }
    }
    const events = lines.flatMap(({ text }) => eventOf(text) ?? []);
    const taken = new Set((await offer(events)).map(({ id }) => id));
    await this.forget(taken);
    const isLast = lines.length < BATCH;
    const left = lines.filter(({ text }) => !taken.has(idOf(text)));
    const leftBytes = left.reduce(
      (sum, { start, end }) => sum + end - start,
      0,
    );
    this.next = isLast ? 0 : this.next + leftBytes;
    return { taken: taken.size, isLast };
  }

  private async forget(taken: Set<string>): Promise<void> {
    if (taken.size === 0) {
      return;
    }
    const draft = `${this.path}.new`;
    await writeFile(draft, this.linesWithout(taken), {
      mode: 0o600,
      flush: true,
    });
    await rename(draft, this.path);
    this.isTorn = false;
    taken.forEach(id => this.ids.delete(id));
    this.logger.info(
      `The control plane has taken ${taken.size} usage events that it had rejected before`,
    );
  }

  private async *linesWithout(ids: Set<string>): AsyncGenerator<string> {
    for await (const { text } of readLines(this.path)) {
      if (!ids.has(idOf(text))) {
        yield `${text}\n`;
      }
    }
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
