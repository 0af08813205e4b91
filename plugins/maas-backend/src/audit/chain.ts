import { createHash } from 'node:crypto';
import type { AuditEntry } from '@openmaas/backstage-plugin-maas-common';

/** An entry with no place in the chain yet. @internal */
export type NewAuditEntry = Omit<AuditEntry, 'seq' | 'hash' | 'previousHash'>;

/** The end of a chain. @internal */
export type ChainHead = Pick<AuditEntry, 'seq' | 'hash'>;

/** What the first entry follows. @internal */
export const GENESIS: ChainHead = { seq: 0, hash: '0'.repeat(64) };

/** Puts an entry after the last one. @internal */
export function chainTo(head: ChainHead, entry: NewAuditEntry): AuditEntry {
  const placed = { ...plain(entry), seq: head.seq + 1 };
  return {
    ...placed,
    previousHash: head.hash,
    hash: hashOf({ ...placed, previousHash: head.hash }),
  };
}

/**
 * SHA-256 in hexadecimal of the hash before, a line feed and the canonical JSON of the
 * entry without both hashes.
 *
 * @internal
 */
export function hashOf({
  previousHash,
  hash: _,
  ...entry
}: Omit<AuditEntry, 'hash'> & { hash?: string }): string {
  return createHash('sha256')
    .update(`${previousHash}\n${canonicalJson(entry)}`)
    .digest('hex');
}

/**
 * JSON without spaces, whose keys are in the order of their UTF-16 code units: the same
 * text for the same values, however they were put together.
 *
 * @internal
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(canonicalJson).join(',')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(
        ([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field)}`,
      );
    return `{${fields.join(',')}}`;
  }
  return JSON.stringify(value);
}

/** As a database gives it back. */
function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}
