/**
 * What gateways decide by, apart from the plans of the configuration; account is what
 * was used of this month's limits.
 *
 * @internal
 */
export type PolicyKind = 'model' | 'grant' | 'key' | 'account';

/** One of the things that gateways decide by. @internal */
export interface PolicyItem {
  kind: PolicyKind;
  id: string;
}

/**
 * What a transaction changed of what gateways decide by. A store notes what it writes;
 * the transaction is given a revision for it just before it is committed.
 *
 * @internal
 */
export class PolicyChanges {
  private readonly items = new Map<string, PolicyItem>();

  /** Notes that some things are not any more what they were. */
  note(kind: PolicyKind, ...ids: string[]): void {
    for (const id of ids) {
      this.items.set(`${kind}/${id}`, { kind, id });
    }
  }

  /** Each thing once. */
  list(): PolicyItem[] {
    return [...this.items.values()];
  }
}
