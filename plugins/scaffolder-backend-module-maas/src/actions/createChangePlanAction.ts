import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { MaasApi } from '@openmaas/backstage-plugin-maas-common';
import {
  type MaasService,
  withServerMessage,
} from '@openmaas/backstage-plugin-maas-node';
import { accessBodyOf, MODEL, modelIdsOf } from './accessInput';
import { askForAccess, REQUEST_STATES } from './askForAccess';
import { examples } from './changePlan.examples';

/**
 * The action `maas:plan:change`: asks, as the person who runs the template, that a team
 * may use what it has under another plan or budget. The keys that there are follow.
 *
 * @internal
 */
export function createChangePlanAction(options: { maas: MaasService }) {
  return createTemplateAction({
    id: 'maas:plan:change',
    description:
      'Asks that a team may use AI models which it has already under another plan or with another monthly budget; its API keys follow by themselves',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        team: z =>
          z
            .string()
            .min(1)
            .max(200)
            .describe('Entity reference of a group that you are in'),
        models: z =>
          z
            .array(z.string().regex(MODEL))
            .max(50)
            .optional()
            .describe(
              'Models that the team has: their ids or entity references; all of them if left out',
            ),
        plan: z =>
          z.string().min(1).max(63).describe('Id of the plan, such as premium'),
        purpose: z =>
          z
            .string()
            .min(1)
            .max(1000)
            .regex(/\S/)
            .describe('Why; whoever decides reads this'),
        expiresInDays: z =>
          z
            .number()
            .int()
            .min(1)
            .max(3650)
            .optional()
            .describe('Days until access ends'),
        monthlyBudget: z =>
          z
            .union([z.string().max(40), z.number()])
            .optional()
            .describe(
              'Most that the team is to spend on each model in a calendar month, such as 25.50',
            ),
      },
      output: {
        requestId: z => z.string().describe('Id of the access request'),
        requestPath: z =>
          z.string().describe("Path of the request's page in the portal"),
        state: z =>
          z
            .enum(REQUEST_STATES)
            .describe(
              'approved: granted at once; pending: waits for a decision',
            ),
        models: z =>
          z.array(z.string()).describe('Ids of the models that are concerned'),
        waitsFor: z =>
          z
            .string()
            .optional()
            .describe(
              'Why it was not granted at once; only while it is pending',
            ),
      },
    },
    async handler(ctx) {
      const { input } = ctx;
      const api = options.maas.as(await ctx.getInitiatorCredentials());
      const held = await withServerMessage(() =>
        modelsOf(input.team, api, ctx.signal),
      );
      const wanted = modelIdsOf(input.models ?? []);
      const missing = wanted.filter(id => !held.includes(id));
      if (held.length === 0 || missing.length > 0) {
        throw new InputError(
          held.length === 0
            ? `${input.team} may use no model yet: request access to one first`
            : `${input.team} may not use "${missing.join(
                '", "',
              )}" yet: request access first`,
        );
      }
      const models = wanted.length > 0 ? wanted : held;
      const body = accessBodyOf({ ...input, models }, false);
      const asked = await askForAccess(ctx, api, body);
      ctx.output('requestId', asked.requestId);
      ctx.output('requestPath', asked.requestPath);
      ctx.output('state', asked.state);
      ctx.output('models', models);
      ctx.output('waitsFor', asked.waitsFor);
    },
  });
}

/** Ids of the models that a team may use now, in their order. */
async function modelsOf(
  team: string,
  api: Pick<MaasApi, 'listGrants'>,
  signal?: AbortSignal,
): Promise<string[]> {
  const ids = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await api.listGrants(
      { team, state: ['active'], limit: 500, cursor },
      { signal },
    );
    page.items.forEach(grant => ids.add(grant.model));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return [...ids].sort();
}
