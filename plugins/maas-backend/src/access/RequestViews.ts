import {
  type AccessRequest,
  maasAccessRequestCommentPermission,
  maasAccessRequestDecidePermission,
  maasAccessRequestReadPermission,
  maasGrantUpdatePermission,
} from '@openmaas/backstage-plugin-maas-common';
import {
  type AccessRequestResource,
  accessRequestResourceRef,
  grantResourceRef,
} from '@openmaas/backstage-plugin-maas-node';
import { hidden } from '../audit/errors';
import type { Actor } from '../permissions/Actor';
import type { Authorizer } from '../permissions/Authorizer';
import type { AccessService } from './AccessService';
import type { StoredAccessRequest, StoredEvent } from './AccessStore';
import type { Deciders } from './Deciders';
import type { DelegationService } from './DelegationService';
import type { GrantActions } from './GrantActions';
import type { GrantService } from './GrantService';
import { presentAccessRequest, presentGrant } from './presentation';

const PERMISSIONS = {
  read: maasAccessRequestReadPermission,
  decide: maasAccessRequestDecidePermission,
  comment: maasAccessRequestCommentPermission,
} as const;

/** What somebody may do with requests, and with the grants that come of them. @internal */
export type RequestScopes = Awaited<ReturnType<RequestViews['scopesOf']>>;

/**
 * What people see of access requests, and which of them.
 *
 * @internal
 */
export class RequestViews {
  constructor(
    private readonly options: {
      authorizer: Authorizer;
      access: AccessService;
      deciders: Deciders;
      delegations: DelegationService;
      grants: GrantService;
      grantActions: GrantActions;
    },
  ) {}

  /**
   * What the caller may do. Asked for before anything is changed: what comes after a
   * change must not depend on another plugin's answer.
   */
  async scopesOf(actor: Actor) {
    const { authorizer } = this.options;
    const [requests, grants] = await Promise.all([
      authorizer.scopes(actor, PERMISSIONS, accessRequestResourceRef),
      authorizer.scopes(
        actor,
        { update: maasGrantUpdatePermission },
        grantResourceRef,
      ),
    ]);
    return { ...requests, updateGrants: grants.update };
  }

  /**
   * A request that the caller may read; any other one does not exist for them.
   *
   * @throws NotFoundError
   */
  async readable(
    id: string,
    may: RequestScopes,
  ): Promise<{
    request: StoredAccessRequest;
    resource: AccessRequestResource;
  }> {
    const { access } = this.options;
    const request = await access.get(id);
    const [resource] = await access.resources([request]);
    if (!may.read.allows(resource)) {
      throw hidden('access-request', id);
    }
    return { request, resource };
  }

  /** One request, with all that happened to it. */
  async whole(
    request: StoredAccessRequest,
    actor: Actor,
    may: RequestScopes,
  ): Promise<AccessRequest> {
    const timeline = await this.options.access.timeline(request.id);
    const [presented] = await this.all([request], actor, may, [timeline]);
    return presented;
  }

  /** Requests as the caller sees them, in their order. */
  async all(
    requests: StoredAccessRequest[],
    actor: Actor,
    may: RequestScopes,
    timelines: StoredEvent[][] = [],
  ): Promise<AccessRequest[]> {
    const { access, delegations, grants, grantActions } = this.options;
    const stored = requests.flatMap(request => request.grants);
    const [resources, deciders, represented, grantResources] =
      await Promise.all([
        access.resources(requests),
        this.options.deciders.ofRequests(requests),
        delegations.representedBy(actor.userRef),
        grantActions.resources(stored),
      ]);
    const mayUpdate = new Map(
      stored.map(({ id }, index) => [
        id,
        may.updateGrants.allows(grantResources[index]),
      ]),
    );
    return requests.map((request, index) => {
      const state = access.stateOf(request);
      const isOver = state === 'expired';
      return presentAccessRequest(
        request,
        {
          state,
          deciders,
          grants: request.grants.map(grant =>
            presentGrant(
              grant,
              isOver && grant.state === 'pending'
                ? 'cancelled'
                : grants.stateOf(grant),
              mayUpdate.get(grant.id) ?? false,
            ),
          ),
        },
        {
          own: request.requesterRef === actor.userRef,
          decide:
            may.decide.allows(resources[index]) &&
            !represented.includes(request.requesterRef),
          comment: may.comment.allows(resources[index]),
        },
        timelines[index],
      );
    });
  }
}
