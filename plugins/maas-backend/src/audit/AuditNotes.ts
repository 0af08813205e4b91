import type { JsonObject } from '@backstage/types';

/** What something was done to. @internal */
export interface AuditTarget {
  /** In kebab-case, such as access-request. */
  kind: string;
  id: string;
  /** How people call it. */
  name?: string;
}

/** What a transaction did, for the audit log. Never a secret, nor a hash of one. @internal */
export interface AuditNote {
  target?: AuditTarget;
  /** Entity reference of the group that it concerns. */
  team?: string;
  /** Entity reference of the person whom a delegate stood in for. */
  onBehalfOf?: string;
  before?: JsonObject;
  after?: JsonObject;
}

/**
 * What a transaction did. Services note it where they do it; it is written with the
 * transaction or not at all.
 *
 * @internal
 */
export class AuditNotes {
  private noted: AuditNote | undefined;

  /** Adds to what was noted before: the first target, team and person stay. */
  note(note: AuditNote): void {
    const { noted } = this;
    this.noted = {
      target: noted?.target ?? note.target,
      team: noted?.team ?? note.team,
      onBehalfOf: noted?.onBehalfOf ?? note.onBehalfOf,
      before: merge(noted?.before, note.before),
      after: merge(noted?.after, note.after),
    };
  }

  /** All of it as one; undefined where nothing was noted. */
  get(): AuditNote | undefined {
    return this.noted;
  }
}

function merge(
  one: JsonObject | undefined,
  other: JsonObject | undefined,
): JsonObject | undefined {
  return one || other ? { ...one, ...other } : undefined;
}
