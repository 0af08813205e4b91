import { NotAllowedError } from '@backstage/errors';
import {
  type ApiKey,
  maasApiKeyReadPermission,
  maasApiKeyRevealPermission,
  maasApiKeyRevokePermission,
  maasApiKeyUpdatePermission,
} from '@openmaas/backstage-plugin-maas-common';
import {
  type ApiKeyFilter,
  type ApiKeyResource,
  apiKeyResourceRef,
} from '@openmaas/backstage-plugin-maas-node';
import { hidden } from '../audit/errors';
import type { Actor } from '../permissions/Actor';
import type { Authorizer, Scope } from '../permissions/Authorizer';
import type { KeyDirectory } from './KeyDirectory';
import type { KeyService } from './KeyService';
import type { StoredKey } from './KeyStore';
import { presentKey } from './presentation';
import type { KeyAction } from './states';

const PERMISSIONS = {
  read: maasApiKeyReadPermission,
  reveal: maasApiKeyRevealPermission,
  update: maasApiKeyUpdatePermission,
  revoke: maasApiKeyRevokePermission,
} as const;

/** Which permission each action needs. */
const NEEDED: Record<KeyAction, keyof typeof PERMISSIONS> = {
  reveal: 'reveal',
  rotate: 'reveal',
  update: 'update',
  suspend: 'update',
  resume: 'update',
  revoke: 'revoke',
};

/** What routes of keys need. @internal */
export interface KeyAccessOptions {
  authorizer: Authorizer;
  keys: KeyService;
  keyDirectory: KeyDirectory;
  now: () => Date;
}

/**
 * What one caller may see of keys and do with them. It is asked for once, before
 * anything is changed: what comes after a change must not depend on another plugin's
 * answer, least of all where a secret is shown only once.
 *
 * @internal
 */
export class KeyAccess {
  private constructor(
    private readonly options: KeyAccessOptions,
    private readonly actor: Actor,
    private readonly scopes: Record<
      keyof typeof PERMISSIONS,
      Scope<ApiKeyResource, ApiKeyFilter>
    >,
  ) {}

  /** Asks what a caller may do. */
  static async of(actor: Actor, options: KeyAccessOptions): Promise<KeyAccess> {
    return new KeyAccess(
      options,
      actor,
      await options.authorizer.scopes(actor, PERMISSIONS, apiKeyResourceRef),
    );
  }

  /** Which keys the caller may see. */
  get readable(): Scope<ApiKeyResource, ApiKeyFilter>['criteria'] {
    return this.scopes.read.criteria;
  }

  /**
   * A key that the caller may see; any other one does not exist for them.
   *
   * @throws NotFoundError
   */
  async get(id: string): Promise<{ key: StoredKey; resource: ApiKeyResource }> {
    const { keys, keyDirectory } = this.options;
    const key = await keys.get(id);
    const [resource] = await keyDirectory.resources([key]);
    if (!this.scopes.read.allows(resource)) {
      throw hidden('api-key', id);
    }
    return { key, resource };
  }

  /**
   * A key with which the caller may do something, whatever state it is in.
   *
   * @throws NotFoundError, NotAllowedError
   */
  async require(id: string, action: KeyAction): Promise<StoredKey> {
    const { key, resource } = await this.get(id);
    if (!this.allows(action, key, resource)) {
      throw new NotAllowedError(`You may not ${action} this key`);
    }
    return key;
  }

  /** Keys as REST shows them to the caller. */
  async view(found: StoredKey[]): Promise<ApiKey[]> {
    const { keyDirectory, now } = this.options;
    const facts = await keyDirectory.facts(found);
    const at = now();
    return found.map((key, index) =>
      presentKey(
        key,
        facts[index],
        at,
        action =>
          this.allows(action, key, facts[index].resource) &&
          (NEEDED[action] !== 'reveal' || this.isOwn(key)),
      ),
    );
  }

  /** What somebody else suspended is not its maker's to resume. */
  private allows(
    action: KeyAction,
    { suspendedBy }: StoredKey,
    resource: ApiKeyResource,
  ): boolean {
    const isResumed = action === 'resume' && suspendedBy !== undefined;
    return this.scopes[NEEDED[action]].allows(
      isResumed ? { ...resource, makerRef: suspendedBy } : resource,
    );
  }

  private isOwn(key: StoredKey): boolean {
    const { userRef, claims } = this.actor;
    return key.makerRef === userRef && claims.includes(key.teamRef);
  }
}
