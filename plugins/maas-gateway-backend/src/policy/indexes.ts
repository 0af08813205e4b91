import type {
  PolicyGrant,
  PolicyKey,
  PolicyModel,
} from '@openmaas/backstage-plugin-maas-common';

/** A secret that the policy knows, and the key that it belongs to. @internal */
export interface HeldSecret {
  key: PolicyKey;
  secret: PolicyKey['secrets'][number];
}

/** Models by id and by every name that a client may send. @internal */
export class ModelIndex {
  private readonly byId = new Map<string, PolicyModel>();
  private readonly byName = new Map<string, PolicyModel>();

  withId(id: string): PolicyModel | undefined {
    return this.byId.get(id);
  }

  named(name: string): PolicyModel | undefined {
    return this.byName.get(name);
  }

  all(): PolicyModel[] {
    return [...this.byId.values()];
  }

  /** All old names go before the first new one comes: a name may move between models. */
  change(changed: PolicyModel[], removed: string[]): void {
    for (const id of [...removed, ...changed.map(model => model.id)]) {
      this.byId.get(id)?.names.forEach(name => this.byName.delete(name));
    }
    removed.forEach(id => this.byId.delete(id));
    for (const model of changed) {
      this.byId.set(model.id, model);
      model.names.forEach(name => this.byName.set(name, model));
    }
  }
}

/** Live grants by team and model. @internal */
export class GrantIndex {
  private readonly byId = new Map<string, PolicyGrant>();
  private readonly byTeam = new Map<string, Map<string, PolicyGrant>>();
  /**
   * At which revision a grant ended, for those that ended after the policy's own: what
   * was read before that must not bring them back.
   */
  private readonly ended = new Map<string, number>();

  of(team: string, modelId: string): PolicyGrant | undefined {
    return this.byTeam.get(team)?.get(modelId);
  }

  all(): PolicyGrant[] {
    return [...this.byId.values()];
  }

  revisionOf(id: string): number | undefined {
    return this.byId.get(id)?.revision ?? this.ended.get(id);
  }

  /** Takes what is not older than what is held; those that are over go first. */
  change(grants: PolicyGrant[]): void {
    const changed = grants.filter(
      ({ id, revision }) => revision >= (this.revisionOf(id) ?? 0),
    );
    for (const { id, revision } of changed) {
      this.remove(id);
      this.ended.set(id, revision);
    }
    for (const grant of changed.filter(isLive)) {
      this.ended.delete(grant.id);
      this.byId.set(grant.id, grant);
      const ofTeam = this.byTeam.get(grant.team) ?? new Map();
      this.byTeam.set(grant.team, ofTeam.set(grant.model, grant));
    }
  }

  /** The policy has reached a revision: nothing older than it will be taken any more. */
  reached(revision: number): void {
    for (const [id, endedAt] of this.ended) {
      if (endedAt <= revision) {
        this.ended.delete(id);
      }
    }
  }

  private remove(id: string): void {
    const held = this.byId.get(id);
    if (!held) {
      return;
    }
    this.byId.delete(id);
    const ofTeam = this.byTeam.get(held.team);
    // A newer grant may have taken its place already.
    if (ofTeam?.get(held.model)?.id === id) {
      ofTeam.delete(held.model);
      if (ofTeam.size === 0) {
        this.byTeam.delete(held.team);
      }
    }
  }
}

/** Keys by the hash of each of their secrets. @internal */
export class KeyIndex {
  private readonly byId = new Map<string, PolicyKey>();
  private readonly byHash = new Map<string, HeldSecret>();

  withId(id: string): PolicyKey | undefined {
    return this.byId.get(id);
  }

  hashed(hash: string): HeldSecret | undefined {
    return this.byHash.get(hash);
  }

  all(): PolicyKey[] {
    return [...this.byId.values()];
  }

  /** Takes what is not older than what is held; hashes that a key has no more go. */
  change(keys: PolicyKey[]): void {
    for (const key of keys) {
      const held = this.byId.get(key.id);
      if (held && held.revision > key.revision) {
        continue;
      }
      held?.secrets.forEach(({ hash }) => this.byHash.delete(hash));
      this.byId.set(key.id, key);
      key.secrets.forEach(secret =>
        this.byHash.set(secret.hash, { key, secret }),
      );
    }
  }
}

function isLive(grant: PolicyGrant): boolean {
  return grant.state === 'active' || grant.state === 'suspended';
}
