import type { ActionTools } from './ActionTools';

/** Actions that look at usage. @internal */
export function addUsageActions({ registry, call }: ActionTools): void {
  registry.register({
    name: 'get-usage',
    title: 'Get usage and cost of AI models',
    description:
      'Sums requests, tokens and cost of AI models that the user may see, over the last 30 days unless told otherwise. Money is in nano-units of the currency: a billion of them are one unit.',
    attributes: { readOnly: true, idempotent: true, destructive: false },
    schema: {
      input: z =>
        z.object({
          from: z.string().optional().describe('ISO 8601'),
          to: z.string().optional().describe('ISO 8601'),
          team: z.string().optional().describe('Entity reference of a group'),
          groupBy: z.enum(['team', 'model', 'key', 'plan']).optional(),
          granularity: z.enum(['total', 'hour', 'day', 'month']).optional(),
        }),
      output: z =>
        z.object({
          from: z.string(),
          to: z.string(),
          currency: z.string(),
          rows: z.array(
            z.object({
              start: z.string(),
              group: z.string().optional(),
              requests: z.number(),
              inputTokens: z.number(),
              outputTokens: z.number(),
              costNanos: z.string(),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const report = await call(credentials, api => api.getUsage(input));
      const { from, to, currency, rows } = report;
      return {
        output: {
          from,
          to,
          currency,
          rows: rows.map(({ sums, start, ...row }) => ({
            start,
            group: input.groupBy && row[input.groupBy],
            requests: sums.requests,
            inputTokens: sums.tokens.input,
            outputTokens: sums.tokens.output,
            costNanos: sums.cost,
          })),
        },
      };
    },
  });
}
