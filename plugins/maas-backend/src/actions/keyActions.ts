import type { ApiKey } from '@openmaas/backstage-plugin-maas-common';
import type { ActionTools } from './ActionTools';

/** Actions about API keys; none of them ever returns a secret. @internal */
export function addKeyActions(tools: ActionTools): void {
  addList(tools);
  addCreate(tools);
  addRevoke(tools);
}

function addList({ registry, call }: ActionTools): void {
  registry.register({
    name: 'list-api-keys',
    title: 'List API keys',
    description:
      'Lists the API keys for AI models that the user may see: to which team they belong, what they can call, when they were used last and when they end. Never a secret.',
    attributes: { readOnly: true, idempotent: true, destructive: false },
    schema: {
      input: z =>
        z.object({
          scope: z.enum(['mine', 'all']).optional(),
          team: z.string().optional().describe('Entity reference of a group'),
          unusedDays: z
            .number()
            .int()
            .min(1)
            .max(3650)
            .optional()
            .describe('Only keys without a call for so many days'),
          limit: z.number().int().min(1).max(100).optional(),
        }),
      output: z =>
        z.object({
          total: z.number(),
          keys: z.array(
            z.object({
              id: z.string(),
              name: z.string(),
              state: z.string(),
              team: z.string(),
              maker: z.string(),
              models: z.array(z.string()),
              lastUsedAt: z.string().optional(),
              expiresAt: z.string().optional(),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const { limit = 20, ...query } = input;
      const page = await call(credentials, api =>
        api.listKeys({ ...query, limit }),
      );
      return {
        output: { total: page.totalItems, keys: page.items.map(summary) },
      };
    },
  });
}

function addCreate({ registry, call, portalUrl }: ActionTools): void {
  registry.register({
    name: 'create-api-key',
    title: 'Create an API key',
    description:
      'Makes another API key for a team of the user that has access to AI models already. The user reveals its secret in the portal; it is never returned here.',
    attributes: { readOnly: false, idempotent: false, destructive: false },
    schema: {
      input: z =>
        z.object({
          team: z.string().describe('Entity reference of a group'),
          name: z.string().min(1).max(100),
          models: z
            .array(z.string())
            .min(1)
            .max(50)
            .optional()
            .describe("Only these of the team's models"),
        }),
      output: z =>
        z.object({
          keyId: z.string(),
          revealLink: z
            .string()
            .describe('Where the user reveals the secret, once'),
        }),
    },
    action: async ({ input, credentials }) => {
      const { id } = await call(credentials, api => api.createKey(input));
      return {
        output: { keyId: id, revealLink: `${portalUrl}/maas/keys/${id}` },
      };
    },
  });
}

function addRevoke({ registry, call }: ActionTools): void {
  registry.register({
    name: 'revoke-api-key',
    title: 'Revoke an API key',
    description:
      'Ends an API key for good: programs that use it are refused from then on. This cannot be undone.',
    attributes: { readOnly: false, idempotent: false, destructive: true },
    schema: {
      input: z =>
        z.object({
          keyId: z.string(),
          reason: z.string().max(1000).optional(),
        }),
      output: z => z.object({ keyId: z.string(), state: z.string() }),
    },
    action: async ({ input, credentials }) => {
      const { id, state } = await call(credentials, api =>
        api.revokeKey(input.keyId, { reason: input.reason }),
      );
      return { output: { keyId: id, state } };
    },
  });
}

function summary(key: ApiKey) {
  return {
    id: key.id,
    name: key.name,
    state: key.state,
    team: key.team,
    maker: key.maker,
    models: key.models.map(({ id }) => id),
    lastUsedAt: key.lastUsedAt,
    expiresAt: key.expiresAt,
  };
}
