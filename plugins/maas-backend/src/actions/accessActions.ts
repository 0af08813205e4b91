import type { AccessRequest } from '@openmaas/backstage-plugin-maas-common';
import type { ActionTools } from './ActionTools';

/** Actions that ask for access, and decide about it. @internal */
export function addAccessActions(tools: ActionTools): void {
  addRequest(tools);
  addList(tools);
  addDecide(tools);
}

function addRequest({ registry, call, portalUrl }: ActionTools): void {
  registry.register({
    name: 'request-access',
    title: 'Request access to AI models',
    description:
      'Asks that a team of the user may call AI models under a plan. It is granted at once or waits for a decision. With it comes an API key, whose secret the user reveals in the portal; it is never returned here.',
    attributes: { readOnly: false, idempotent: false, destructive: false },
    schema: {
      input: z =>
        z.object({
          team: z
            .string()
            .describe('Entity reference of a group that the user is in'),
          models: z.array(z.string()).min(1).max(50).describe('Ids of models'),
          plan: z.string().describe('Id of a plan that the models have'),
          purpose: z
            .string()
            .min(1)
            .max(1000)
            .describe('What for; whoever decides reads this'),
          newKey: z
            .boolean()
            .optional()
            .describe(
              'Whether a new API key is wanted, which is so if left out',
            ),
        }),
      output: z =>
        z.object({
          requestId: z.string(),
          state: z.string(),
          waitsFor: z.string().optional(),
          requestLink: z.string(),
          revealLink: z
            .string()
            .optional()
            .describe('Where the user reveals the secret, once'),
        }),
    },
    action: async ({ input, credentials }) => {
      const request = await call(credentials, api =>
        api.createAccessRequest(input),
      );
      return {
        output: {
          requestId: request.id,
          state: request.state,
          waitsFor: request.waitsFor,
          requestLink: `${portalUrl}/maas/requests/${request.id}`,
          revealLink:
            request.keyId && `${portalUrl}/maas/keys/${request.keyId}`,
        },
      };
    },
  });
}

function addList({ registry, call }: ActionTools): void {
  registry.register({
    name: 'list-access-requests',
    title: 'List access requests',
    description:
      'Lists requests for access to AI models: those that the user made, those that wait for a decision of the user, or all that the user may see.',
    attributes: { readOnly: true, idempotent: true, destructive: false },
    schema: {
      input: z =>
        z.object({
          scope: z.enum(['mine', 'to-decide', 'all']),
          limit: z.number().int().min(1).max(100).optional(),
        }),
      output: z =>
        z.object({
          total: z.number(),
          requests: z.array(
            z.object({
              id: z.string(),
              state: z.string(),
              team: z.string(),
              requester: z.string(),
              models: z.array(z.string()),
              plan: z.string(),
              purpose: z.string(),
              monthlyBudget: z.string().optional(),
              waitsFor: z.string().optional(),
              canDecide: z.boolean(),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const { scope, limit = 20 } = input;
      const page = await call(credentials, api =>
        api.listAccessRequests({ scope, limit }),
      );
      return {
        output: { total: page.totalItems, requests: page.items.map(summary) },
      };
    },
  });
}

function addDecide({ registry, call }: ActionTools): void {
  registry.register({
    name: 'decide-access-request',
    title: 'Decide about an access request',
    description:
      'Approves or denies a request for access to AI models that waits for a decision of the user. A denial needs a reason. This cannot be undone.',
    attributes: { readOnly: false, idempotent: false, destructive: true },
    schema: {
      input: z =>
        z.object({
          requestId: z.string(),
          decision: z.enum(['approve', 'deny']),
          reason: z.string().max(1000).optional(),
        }),
      output: z => z.object({ requestId: z.string(), state: z.string() }),
    },
    action: async ({ input, credentials }) => {
      const { requestId, decision, reason = '' } = input;
      const { id, state } = await call(credentials, api =>
        decision === 'approve'
          ? api.approveAccessRequest(requestId, { reason })
          : api.denyAccessRequest(requestId, { reason }),
      );
      return { output: { requestId: id, state } };
    },
  });
}

function summary(request: AccessRequest) {
  return {
    id: request.id,
    state: request.state,
    team: request.team,
    requester: request.requester,
    models: request.grants.map(({ model }) => model),
    plan: request.plan,
    purpose: request.purpose,
    monthlyBudget: request.monthlyBudget,
    waitsFor: request.waitsFor,
    canDecide: request.permissions.decide,
  };
}
