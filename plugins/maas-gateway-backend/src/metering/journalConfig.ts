import type { Config } from '@backstage/config';
import { readBytes, refuse } from '../configValues';

/** What the journal survives: see docs/configuration.md. @internal */
export type JournalSync = 'none' | 'write' | 'fsync';

/** What happens to new calls when the journal is full. @internal */
export type JournalOnFull = 'refuse' | 'drop-oldest-after-alarm';

/** How calls are written down. @internal */
export interface JournalConfig {
  /**
   * none: lines are written a tenth of a second later; write: what is written survives
   * the process being killed; fsync: the machine too.
   */
  sync: JournalSync;
  /** How much all of it may take on disk. */
  maxBytes: number;
  onFull: JournalOnFull;
}

/** With less, the ends of a few hundred running calls would be all that finds room. */
const LEAST = 16 * 1024 * 1024;

/**
 * Reads `maasGateway.journal`.
 *
 * @throws Error naming the key that is wrong
 * @internal
 */
export function readJournal(config: Config): JournalConfig {
  return {
    sync: readWord(config, 'sync', ['write', 'none', 'fsync']),
    maxBytes: readBytes(config, 'maasGateway.journal.maxSize', '1gb', LEAST),
    onFull: readWord(config, 'onFull', ['refuse', 'drop-oldest-after-alarm']),
  };
}

/** The first word is the default. */
function readWord<W extends string>(
  config: Config,
  name: string,
  words: [W, ...W[]],
): W {
  const key = `maasGateway.journal.${name}`;
  const given = config.getOptionalString(key) ?? words[0];
  return (
    words.find(word => word === given) ??
    refuse(key, `is none of ${words.join(', ')}: "${given}"`)
  );
}
