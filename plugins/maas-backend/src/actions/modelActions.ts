import type { Model } from '@openmaas/backstage-plugin-maas-common';
import type { ActionTools } from './ActionTools';

/** Actions that look at models. @internal */
export function addModelActions({ registry, call }: ActionTools): void {
  registry.register({
    name: 'list-models',
    title: 'List AI models',
    description:
      'Lists the AI models that the organisation offers: what they are called in API calls, what they can do, what they cost per million tokens, whether they work now, and which of the teams of the user may call them.',
    attributes: { readOnly: true, idempotent: true, destructive: false },
    schema: {
      input: z =>
        z.object({
          search: z.string().max(200).optional().describe('Words to look for'),
          mine: z
            .boolean()
            .optional()
            .describe('Only models that a team of the user can call now'),
          limit: z.number().int().min(1).max(100).optional(),
        }),
      output: z =>
        z.object({
          total: z.number(),
          models: z.array(
            z.object({
              id: z.string(),
              servedName: z.string(),
              title: z.string(),
              description: z.string().optional(),
              state: z.string(),
              visibility: z.string(),
              capabilities: z.array(z.string()),
              plans: z.array(z.string()),
              contextLength: z.number().optional(),
              prices: z.array(
                z.object({
                  tokenClass: z.string(),
                  nanosPerMillion: z.string(),
                  currency: z.string(),
                }),
              ),
              access: z.array(
                z.object({
                  team: z.string(),
                  plan: z.string(),
                  state: z.string(),
                }),
              ),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const { search, mine, limit = 20 } = input;
      const page = await call(credentials, api =>
        api.listModels({ search, mine, limit, sort: 'title' }),
      );
      return {
        output: { total: page.totalItems, models: page.items.map(summary) },
      };
    },
  });
}

function summary(model: Model) {
  return {
    id: model.id,
    servedName: model.servedName,
    title: model.title,
    description: model.description,
    state: model.status.state,
    visibility: model.visibility,
    capabilities: model.capabilities,
    plans: model.plans,
    contextLength: model.contextLength,
    prices: model.prices.map(({ tokenClass, nanosPerMillion, currency }) => ({
      tokenClass,
      nanosPerMillion,
      currency,
    })),
    access: model.access.map(({ team, plan, state }) => ({
      team,
      plan,
      state,
    })),
  };
}
