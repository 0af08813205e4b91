import type { LiveKind } from '@openmaas/backstage-plugin-maas-common';

/** Something that people are told in the portal. Never a secret. @internal */
export interface Notice {
  /** Entity references of users and groups. */
  recipients: string[];
  /** Users who know it already, since they did it. */
  except?: string[];
  title: string;
  description?: string;
  /** Path in the portal of the next step. */
  link: string;
  severity?: 'low' | 'normal' | 'high' | 'critical';
  /** In kebab-case: what people can turn off in their settings. */
  topic: string;
  /** A later notice of the same scope takes the place of this one. */
  scope: string;
}

/**
 * What a transaction has people told. Services note it where they do it; it is sent
 * after the commit, and not at all without one.
 *
 * @internal
 */
export class Notices {
  private readonly noted: Notice[] = [];
  private readonly kinds = new Set<LiveKind>();

  /** People are to be told this. */
  note(notice: Notice): void {
    this.noted.push(notice);
  }

  /** Open pages that show such things are to look again. */
  changed(kind: LiveKind): void {
    this.kinds.add(kind);
  }

  /** In the order in which they were noted. */
  list(): Notice[] {
    return this.noted;
  }

  /** Each kind once. */
  changedKinds(): LiveKind[] {
    return [...this.kinds];
  }
}
