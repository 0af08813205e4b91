import { createHash } from 'node:crypto';
import { open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { PolicyUpdate } from '@openmaas/backstage-plugin-maas-common';
import { type Pause, pause } from './backoff';

const FORMAT = 2;
/** Items that are turned into text at once; a line of the file. */
const SLICE = 500;
const MIN_PAUSE_MS = 1000;
/** Of its time, saving a large policy that keeps changing takes at most one part in this. */
const SHARE = 10;

const LISTS = [
  'plans',
  'planUses',
  'keyUses',
  'budgets',
  'models',
  'grants',
  'keys',
] as const;

type Lists = Pick<PolicyUpdate, (typeof LISTS)[number]>;
type Header = Pick<
  PolicyUpdate,
  'epoch' | 'revision' | 'timeZone' | 'currency'
> & { format: number };

/** A policy that was kept. @internal */
export interface SavedPolicy {
  update: PolicyUpdate;
  /** When the control plane last said that it is right, in milliseconds since 1970. */
  confirmedAt: number;
}

/**
 * Keeps the policy on disk, so that a gateway can start while the control plane is down.
 * It holds hashes of keys, never keys. The file is replaced as a whole: whenever the
 * process is killed, the old or the new one is there. Its time of change is when the
 * control plane last confirmed it. A disk that fails is reported and costs no call.
 *
 * The first change is saved at once; those that follow are saved together, at most once
 * a second, in slices between which calls are served.
 *
 * @internal
 */
export class PolicyFile {
  private readonly path: string;
  private readonly closing = new AbortController();
  private unsaved?: () => PolicyUpdate | undefined;
  private confirmedAt = 0;
  private touched = true;
  private working?: Promise<void>;
  private broken = false;

  constructor(
    private readonly options: {
      /** Absolute; has to be there, and to be this gateway's alone. */
      dataDir: string;
      logger: LoggerService;
      pause?: Pause;
    },
  ) {
    this.path = join(options.dataDir, 'policy.jsonl');
  }

  /** What was saved last; undefined where there is nothing that can be used. */
  async load(): Promise<SavedPolicy | undefined> {
    try {
      const [text, { mtimeMs }] = await Promise.all([
        readFile(this.path, 'utf8'),
        stat(this.path),
      ]);
      return { update: parse(text), confirmedAt: mtimeMs };
    } catch (error) {
      if (!isMissing(error)) {
        this.options.logger.warn(
          `The policy kept in ${
            this.path
          } cannot be used, the gateway waits for the control plane: ${stringifyError(
            error,
          )}`,
        );
      }
      return undefined;
    }
  }

  /**
   * The policy has changed.
   *
   * @param snapshot - gives it at the time when it is written
   * @param at - when the control plane said so, in milliseconds since 1970
   */
  save(snapshot: () => PolicyUpdate | undefined, at: number): void {
    this.unsaved = snapshot;
    this.confirm(at);
  }

  /** The control plane said that the policy is still right. */
  confirm(at: number): void {
    this.confirmedAt = at;
    this.touched = false;
    this.working ??= this.work();
  }

  /** Writes what is not written yet. */
  async close(): Promise<void> {
    this.closing.abort();
    await this.working;
  }

  private async work(): Promise<void> {
    const wait = this.options.pause ?? pause;
    while (this.unsaved || !this.touched) {
      const startedAt = performance.now();
      const saving = this.unsaved;
      this.unsaved = undefined;
      this.touched = true;
      try {
        await (saving ? this.write(saving()) : this.touch());
        this.broken = false;
      } catch (error) {
        this.failed(error);
      }
      if (saving) {
        const took = performance.now() - startedAt;
        await wait(Math.max(MIN_PAUSE_MS, SHARE * took), this.closing.signal);
      }
    }
    // In the same turn as the last look, so that no change can slip in between.
    this.working = undefined;
  }

  private async write(update: PolicyUpdate | undefined): Promise<void> {
    if (!update) {
      return;
    }
    const temporary = `${this.path}.new`;
    await rm(temporary, { force: true });
    const file = await open(temporary, 'wx', 0o600);
    try {
      for (const line of linesOf(update)) {
        await file.appendFile(line);
      }
      await file.utimes(this.confirmedAt / 1000, this.confirmedAt / 1000);
      await file.datasync();
    } finally {
      await file.close();
    }
    await rename(temporary, this.path);
  }

  private async touch(): Promise<void> {
    const seconds = this.confirmedAt / 1000;
    await utimes(this.path, seconds, seconds);
  }

  private failed(error: unknown): void {
    if (!this.broken) {
      this.broken = true;
      this.options.logger.warn(
        `The policy cannot be kept in ${
          this.path
        }, a restart while the control plane is down would find none: ${stringifyError(
          error,
        )}`,
      );
    }
  }
}

/** A header, slices of the lists, and the checksum of all that. */
function* linesOf(update: PolicyUpdate): Generator<string> {
  const { epoch, revision, timeZone, currency } = update;
  const checksum = createHash('sha256');
  const line = (value: unknown) => {
    const text = `${JSON.stringify(value)}\n`;
    checksum.update(text);
    return text;
  };
  yield line({
    format: FORMAT,
    epoch,
    revision,
    timeZone,
    currency,
  } satisfies Header);
  for (const name of LISTS) {
    const items = update[name];
    for (let start = 0; start < items.length; start += SLICE) {
      yield line({ [name]: items.slice(start, start + SLICE) });
    }
  }
  yield `${checksum.digest('hex')}\n`;
}

function parse(text: string): PolicyUpdate {
  const bodyEnd = text.trimEnd().lastIndexOf('\n') + 1;
  const body = text.slice(0, bodyEnd);
  const checksum = createHash('sha256').update(body).digest('hex');
  if (text.slice(bodyEnd).trim() !== checksum) {
    throw new Error('it is damaged');
  }
  const [first, ...slices] = body.trimEnd().split('\n');
  const { format, ...header }: Header = JSON.parse(first);
  if (format !== FORMAT) {
    throw new Error(`it has format ${format}, this gateway writes ${FORMAT}`);
  }
  const lists: Record<(typeof LISTS)[number], unknown[]> = {
    plans: [],
    planUses: [],
    keyUses: [],
    budgets: [],
    models: [],
    grants: [],
    keys: [],
  };
  for (const slice of slices) {
    const part: Partial<Lists> = JSON.parse(slice);
    for (const name of LISTS) {
      lists[name].push(...(part[name] ?? []));
    }
  }
  return { ...header, full: true, removedModels: [], ...(lists as Lists) };
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}
