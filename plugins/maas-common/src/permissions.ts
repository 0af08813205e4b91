import { createPermission } from '@backstage/plugin-permission-common';

/** Resource type of access requests in the permission framework. @public */
export const RESOURCE_TYPE_ACCESS_REQUEST = 'maas-access-request';

/** Resource type of API keys in the permission framework. @public */
export const RESOURCE_TYPE_API_KEY = 'maas-api-key';

/** Resource type of grants in the permission framework. @public */
export const RESOURCE_TYPE_GRANT = 'maas-grant';

/** Resource type of a team's usage in the permission framework. @public */
export const RESOURCE_TYPE_USAGE = 'maas-usage';

/** See the models that are offered, and the plans. @public */
export const maasModelReadPermission = createPermission({
  name: 'maas.model.read',
  attributes: { action: 'read' },
});

/** Edit the commercial terms of models, hidden ones too. @public */
export const maasModelUpdatePermission = createPermission({
  name: 'maas.model.update',
  attributes: { action: 'update' },
});

/** See where models come from, and what is wrong there. @public */
export const maasModelSourceReadPermission = createPermission({
  name: 'maas.model-source.read',
  attributes: { action: 'read' },
});

/** Ask for access for one's own team. @public */
export const maasAccessRequestCreatePermission = createPermission({
  name: 'maas.access-request.create',
  attributes: { action: 'create' },
});

/** See an access request. @public */
export const maasAccessRequestReadPermission = createPermission({
  name: 'maas.access-request.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_ACCESS_REQUEST,
});

/** Approve or deny an access request; never one's own. @public */
export const maasAccessRequestDecidePermission = createPermission({
  name: 'maas.access-request.decide',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_ACCESS_REQUEST,
});

/** Say something about an access request that one may read. @public */
export const maasAccessRequestCommentPermission = createPermission({
  name: 'maas.access-request.comment',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_ACCESS_REQUEST,
});

/** Let somebody else decide in one's place while one is away. @public */
export const maasDelegationUpdatePermission = createPermission({
  name: 'maas.delegation.update',
  attributes: { action: 'update' },
});

/** See what a team may use. @public */
export const maasGrantReadPermission = createPermission({
  name: 'maas.grant.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_GRANT,
});

/** Suspend, resume and revoke what a team may use. @public */
export const maasGrantUpdatePermission = createPermission({
  name: 'maas.grant.update',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_GRANT,
});

/** Ask for a model that is not offered yet, join others who did, and comment. @public */
export const maasModelRequestCreatePermission = createPermission({
  name: 'maas.model-request.create',
  attributes: { action: 'create' },
});

/** See the requests for models. @public */
export const maasModelRequestReadPermission = createPermission({
  name: 'maas.model-request.read',
  attributes: { action: 'read' },
});

/** Review, approve and decline requests for models. @public */
export const maasModelRequestDecidePermission = createPermission({
  name: 'maas.model-request.decide',
  attributes: { action: 'update' },
});

/** Make another key for one's own team. @public */
export const maasApiKeyCreatePermission = createPermission({
  name: 'maas.api-key.create',
  attributes: { action: 'create' },
});

/** See an API key, never its secret. @public */
export const maasApiKeyReadPermission = createPermission({
  name: 'maas.api-key.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_API_KEY,
});

/** Make and see the secret of a key, once, or a new one; only ever its maker. @public */
export const maasApiKeyRevealPermission = createPermission({
  name: 'maas.api-key.reveal',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_API_KEY,
});

/** Rename, restrict, suspend and resume a key. @public */
export const maasApiKeyUpdatePermission = createPermission({
  name: 'maas.api-key.update',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_API_KEY,
});

/** End a key for good. @public */
export const maasApiKeyRevokePermission = createPermission({
  name: 'maas.api-key.revoke',
  attributes: { action: 'delete' },
  resourceType: RESOURCE_TYPE_API_KEY,
});

/** See what a team used and what it cost. @public */
export const maasUsageReadPermission = createPermission({
  name: 'maas.usage.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_USAGE,
});

/** See who did what. @public */
export const maasAuditReadPermission = createPermission({
  name: 'maas.audit.read',
  attributes: { action: 'read' },
});

/** See the gateways and how they are. @public */
export const maasGatewayReadPermission = createPermission({
  name: 'maas.gateway.read',
  attributes: { action: 'read' },
});

/**
 * Be a gateway: read the policy, hand in usage. Only for service credentials, which
 * can be restricted to it.
 *
 * @public
 */
export const maasGatewayConnectPermission = createPermission({
  name: 'maas.gateway.connect',
  attributes: { action: 'update' },
});

/** All permissions of the suite. @public */
export const maasPermissions = [
  maasModelReadPermission,
  maasModelUpdatePermission,
  maasModelSourceReadPermission,
  maasAccessRequestCreatePermission,
  maasAccessRequestReadPermission,
  maasAccessRequestDecidePermission,
  maasAccessRequestCommentPermission,
  maasDelegationUpdatePermission,
  maasGrantReadPermission,
  maasGrantUpdatePermission,
  maasModelRequestCreatePermission,
  maasModelRequestReadPermission,
  maasModelRequestDecidePermission,
  maasApiKeyCreatePermission,
  maasApiKeyReadPermission,
  maasApiKeyRevealPermission,
  maasApiKeyUpdatePermission,
  maasApiKeyRevokePermission,
  maasUsageReadPermission,
  maasAuditReadPermission,
  maasGatewayReadPermission,
  maasGatewayConnectPermission,
];
