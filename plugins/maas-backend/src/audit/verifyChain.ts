import type { AuditEntry } from '@openmaas/backstage-plugin-maas-common';
import type { Knex } from 'knex';
import { toCount } from '../database/columns';
import { type ChainHead, GENESIS, hashOf } from './chain';
import { type AuditRow, toEntry } from './entryRow';

/** Rows that are read at a time: few enough that the portal never waits for it. */
const CHUNK = 500;

/** How far from its place an entry is looked for. */
const REACH = 1000;

/** What is wrong with an entry. @internal */
export interface ChainFault {
  /** Its place. */
  seq: number;
  kind: 'changed' | 'missing' | 'inserted' | 'out of order';
  /** What was found, in a sentence. */
  text: string;
}

/** What became of a chain. @internal */
export interface ChainReport {
  /** Entries that fit, from the first one. */
  count: number;
  /** The last one that fits. */
  head: ChainHead;
  /** The first one that does not, if any. */
  fault?: ChainFault;
}

/**
 * Reads the audit log from its beginning and looks whether each entry is what was
 * written, and follows the one that it was written after.
 *
 * @param anchor - an earlier end of the log, kept elsewhere: without one, nobody can say
 *   whether entries are missing at the end
 * @internal
 */
export async function verifyChain(
  knex: Knex,
  anchor?: ChainHead,
): Promise<ChainReport> {
  let head = GENESIS;
  const faulty = (fault: ChainFault) => ({ count: head.seq, head, fault });
  for await (const row of rows(knex)) {
    const fault = await faultOf(knex, row, head);
    if (fault) {
      return faulty(fault);
    }
    head = { seq: Number(row.seq), hash: row.hash };
    if (head.seq === anchor?.seq && head.hash !== anchor.hash) {
      return faulty(rewritten(anchor));
    }
  }
  if (anchor && anchor.seq > head.seq) {
    return faulty(cutOff(anchor, head));
  }
  const surplus = (await countUpTo(knex, head.seq)) - head.seq;
  return surplus > 0
    ? faulty({
        seq: head.seq,
        kind: 'inserted',
        text: `${surplus} more rows are there than the chain has entries`,
      })
    : { count: head.seq, head };
}

async function* rows(knex: Knex): AsyncGenerator<AuditRow> {
  for (let last: AuditRow | undefined; ; ) {
    const query = knex<AuditRow>('audit_entries').orderBy('seq').limit(CHUNK);
    const chunk: AuditRow[] = last
      ? await query.where('seq', '>', last.seq)
      : await query;
    yield* chunk;
    if (chunk.length < CHUNK) {
      return;
    }
    last = chunk[chunk.length - 1];
  }
}

async function faultOf(
  knex: Knex,
  row: AuditRow,
  before: ChainHead,
): Promise<ChainFault | undefined> {
  const seq = Number(row.seq);
  const expected = before.seq + 1;
  if (seq > expected) {
    return {
      seq: expected,
      kind: 'missing',
      text:
        seq === expected + 1
          ? `Entry ${expected} is not there`
          : `Entries ${expected} to ${seq - 1} are not there`,
    };
  }
  if (seq !== expected) {
    return {
      seq,
      kind: 'inserted',
      text: `Place ${row.seq} is taken twice, or is none`,
    };
  }
  const entry = readable(row);
  const isIntact = entry !== undefined && hashOf(entry) === row.hash;
  const isLinked = row.previous_hash === before.hash;
  if (isIntact && isLinked) {
    return undefined;
  }
  return (
    (!isIntact && entry && (await moved(knex, entry))) ||
    misplaced(await rowAt(knex, seq + 1), { seq, before, isIntact, isLinked })
  );
}

/** An entry that is whole, but was written at another place. */
async function moved(
  knex: Knex,
  entry: AuditEntry,
): Promise<ChainFault | undefined> {
  const { seq } = entry;
  const origin = originOf(entry);
  if (origin === undefined) {
    return undefined;
  }
  const { hash } = entry;
  const original = await knex('audit_entries')
    .where({ hash })
    .andWhere('seq', '<', seq)
    .first('seq');
  if (original) {
    return {
      seq,
      kind: 'inserted',
      text: `Entry ${seq} is a copy of entry ${original.seq}`,
    };
  }
  if (origin < seq) {
    return {
      seq: seq - 1,
      kind: 'inserted',
      text: `Entry ${seq} was written as entry ${origin}: something was put in before it`,
    };
  }
  const predecessor = await knex('audit_entries')
    .where({ hash: entry.previousHash })
    .first('seq');
  return predecessor
    ? {
        seq,
        kind: 'out of order',
        text: `Entry ${seq} was written as entry ${origin}`,
      }
    : {
        seq,
        kind: 'missing',
        text: `Entry ${seq} was written as entry ${origin}: what was before it is gone, and the rest was numbered anew`,
      };
}

/** The place near its own at which an entry would be whole. */
function originOf(entry: AuditEntry): number | undefined {
  for (let distance = 1; distance <= REACH; distance++) {
    for (const seq of [entry.seq - distance, entry.seq + distance]) {
      if (hashOf({ ...entry, seq }) === entry.hash) {
        return seq;
      }
    }
  }
  return undefined;
}

/** What an entry is that is not whole, or does not follow the one before. */
function misplaced(
  next: AuditRow | undefined,
  {
    seq,
    before,
    isIntact,
    isLinked,
  }: {
    seq: number;
    before: ChainHead;
    isIntact: boolean;
    isLinked: boolean;
  },
): ChainFault {
  const isSkipped = next?.previous_hash === before.hash;
  if (!isLinked && (isSkipped || (isIntact && !next))) {
    return {
      seq,
      kind: 'inserted',
      text: `Entry ${seq} does not follow the one before it`,
    };
  }
  if (!isIntact) {
    return {
      seq,
      kind: 'changed',
      text: `Entry ${seq} is not what its hash was made of`,
    };
  }
  return {
    seq: before.seq,
    kind: 'changed',
    text: `Entry ${before.seq} and its hash are not what entry ${seq} was written after`,
  };
}

function rewritten({ seq }: ChainHead): ChainFault {
  return {
    seq,
    kind: 'changed',
    text: `Entry ${seq} has another hash than was expected: it, or something before it, was rewritten`,
  };
}

function cutOff(anchor: ChainHead, head: ChainHead): ChainFault {
  return {
    seq: head.seq + 1,
    kind: 'missing',
    text: `The log ends at ${head.seq}; entries up to ${anchor.seq} were there`,
  };
}

/** undefined where nobody could have written it so. */
function readable(row: AuditRow): AuditEntry | undefined {
  try {
    return toEntry(row);
  } catch {
    return undefined;
  }
}

async function rowAt(knex: Knex, seq: number): Promise<AuditRow | undefined> {
  return knex<AuditRow>('audit_entries').where({ seq }).first();
}

async function countUpTo(knex: Knex, seq: number): Promise<number> {
  return toCount(
    await knex('audit_entries')
      .where('seq', '<=', seq)
      .count({ count: '*' })
      .first(),
  );
}
