import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { MaasService } from '@openmaas/backstage-plugin-maas-node';
import { accessBodyOf, DATA_CLASSES, MODEL, UUID } from './accessInput';
import { askForAccess, REQUEST_STATES } from './askForAccess';
import { examples } from './requestAccess.examples';

/**
 * The action `maas:access:request`: asks, as the person who runs the template, that a
 * team may use models. It returns where the API key's secret can be revealed, and
 * never a secret.
 *
 * @internal
 */
export function createRequestAccessAction(options: {
  maas: MaasService;
  /** Base URL for OpenAI clients, ending in `/v1`. */
  gatewayBaseUrl: string;
}) {
  return createTemplateAction({
    id: 'maas:access:request',
    description:
      'Asks that a team may use AI models under a plan, and makes an API key whose secret its maker reveals on the key page',
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
            .min(1)
            .max(50)
            .describe(
              'Models: their ids, or their entity references such as resource:maas/mistral-3-int4',
            ),
        plan: z =>
          z.string().min(1).max(63).describe('Id of the plan, such as free'),
        purpose: z =>
          z
            .string()
            .min(1)
            .max(1000)
            .regex(/\S/)
            .describe('What the models are for; whoever decides reads this'),
        expiresInDays: z =>
          z
            .number()
            .int()
            .min(1)
            .max(3650)
            .optional()
            .describe(
              'Days until access and key end; what the control plane says if left out',
            ),
        monthlyBudget: z =>
          z
            .union([z.string().max(40), z.number()])
            .optional()
            .describe(
              'Most that the team is to spend on each model in a calendar month, such as 25.50',
            ),
        data: z =>
          z
            .enum(DATA_CLASSES)
            .optional()
            .describe('The most delicate data that is going to be sent'),
        newKey: z =>
          z
            .boolean()
            .optional()
            .describe(
              'Whether a new API key is wanted, which is so if left out; the keys that the team has get the new rights anyhow',
            ),
        keyName: z =>
          z
            .string()
            .max(100)
            .optional()
            .describe('Name of the API key; made from the models if left out'),
        replaces: z =>
          z
            .string()
            .regex(UUID)
            .optional()
            .describe('Id of a closed request that is made again'),
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
        keyId: z =>
          z
            .string()
            .optional()
            .describe('Id of the API key, where one was wanted'),
        keyPath: z =>
          z
            .string()
            .optional()
            .describe(
              "Path of the key's page in the portal, where it is revealed",
            ),
        gatewayBaseUrl: z =>
          z.string().describe('Base URL for OpenAI clients, ending in /v1'),
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
      const { newKey = true } = ctx.input;
      const body = accessBodyOf(ctx.input, newKey);
      const api = options.maas.as(await ctx.getInitiatorCredentials());
      const asked = await askForAccess(ctx, api, body);
      ctx.output('requestId', asked.requestId);
      ctx.output('requestPath', asked.requestPath);
      ctx.output('state', asked.state);
      ctx.output('keyId', asked.keyId);
      ctx.output('keyPath', asked.keyPath);
      ctx.output('gatewayBaseUrl', options.gatewayBaseUrl);
      ctx.output('waitsFor', asked.waitsFor);
    },
  });
}
