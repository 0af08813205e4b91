import type {
  PolicyGrant,
  PolicyKey,
  PolicyModel,
  PolicyUpdate,
} from '@openmaas/backstage-plugin-maas-common';
import type { PolicyPosition } from '../gateway/RevisionStore';
import type { PolicyService } from '../gateway/PolicyService';

/** A policy as somebody has it who takes every update, as a gateway does. */
export class PolicyCopy {
  readonly models = new Map<string, PolicyModel>();
  readonly grants = new Map<string, PolicyGrant>();
  readonly keys = new Map<string, PolicyKey>();
  position: PolicyPosition | undefined;

  apply(update: PolicyUpdate): void {
    if (update.full) {
      this.models.clear();
      this.grants.clear();
      this.keys.clear();
    }
    update.models.forEach(model => this.models.set(model.id, model));
    update.removedModels.forEach(id => this.models.delete(id));
    for (const grant of update.grants) {
      if (['active', 'suspended'].includes(grant.state)) {
        this.grants.set(grant.id, grant);
      } else {
        this.grants.delete(grant.id);
      }
    }
    update.keys.forEach(key => this.keys.set(key.id, key));
    this.position = { epoch: update.epoch, revision: update.revision };
  }

  /** Takes what is new now. */
  async pull(policy: PolicyService): Promise<PolicyUpdate> {
    const update = await policy.update(
      this.position,
      0,
      new AbortController().signal,
    );
    this.apply(update);
    return update;
  }

  /** Everything in it, in a fixed order. */
  contents(): object {
    const sorted = <T>(items: Map<string, T>) =>
      [...items].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
    return {
      models: sorted(this.models),
      grants: sorted(this.grants),
      keys: sorted(this.keys),
    };
  }
}
