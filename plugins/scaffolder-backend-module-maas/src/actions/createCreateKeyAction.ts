import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { CreateKey } from '@openmaas/backstage-plugin-maas-common';
import type { MaasService } from '@openmaas/backstage-plugin-maas-node';
import { MODEL, modelIdsOf } from './accessInput';
import { examples } from './createKey.examples';
import { once } from './once';
import { keyPathOf } from './paths';

const LABEL = /^$|^[A-Za-z0-9]([A-Za-z0-9 ._/:=-]{0,61}[A-Za-z0-9])?$/;

/**
 * The action `maas:key:create`: makes, as the person who runs the template, another API
 * key for a team. It returns where the secret can be revealed, and never a secret.
 *
 * @internal
 */
export function createCreateKeyAction(options: {
  maas: MaasService;
  /** Base URL for OpenAI clients, ending in `/v1`. */
  gatewayBaseUrl: string;
}) {
  return createTemplateAction({
    id: 'maas:key:create',
    description:
      'Makes another API key for a team that may use AI models already; its maker reveals the secret on the key page',
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
        name: z =>
          z
            .string()
            .min(1)
            .max(100)
            .regex(/\S/)
            .describe('To tell the key from others'),
        models: z =>
          z
            .array(z.string().regex(MODEL))
            .max(50)
            .optional()
            .describe(
              "Only these of the team's models: ids or entity references; all of them if left out",
            ),
        label: z =>
          z
            .string()
            .max(63)
            .regex(LABEL)
            .optional()
            .describe('What its calls are told apart by in the usage'),
        addresses: z =>
          z
            .array(z.string().min(2).max(50))
            .max(50)
            .optional()
            .describe('Only from these addresses, such as 10.1.0.0/16'),
        expiresInDays: z =>
          z
            .number()
            .int()
            .min(1)
            .max(3650)
            .optional()
            .describe('Days until the key ends'),
      },
      output: {
        keyId: z => z.string().describe('Id of the API key'),
        keyPath: z =>
          z
            .string()
            .describe(
              "Path of the key's page in the portal, where it is revealed",
            ),
        gatewayBaseUrl: z =>
          z.string().describe('Base URL for OpenAI clients, ending in /v1'),
      },
    },
    async handler(ctx) {
      const body = bodyOf(ctx.input);
      ctx.output('gatewayBaseUrl', options.gatewayBaseUrl);
      if (ctx.isDryRun) {
        ctx.logger.info(`A key "${body.name}" would be made for ${body.team}`);
        ctx.output('keyId', 'dry-run');
        ctx.output('keyPath', keyPathOf('dry-run'));
        return;
      }
      const api = options.maas.as(await ctx.getInitiatorCredentials());
      const { id } = await once(ctx, 'key', body, async request => {
        const key = await api.createKey(body, request);
        return { id: key.id };
      });
      ctx.logger.info(`API key ${id} is made; its secret is not, yet`);
      ctx.output('keyId', id);
      ctx.output('keyPath', keyPathOf(id));
    },
  });
}

function bodyOf(input: CreateKey): CreateKey {
  return {
    team: input.team,
    name: input.name.trim(),
    // A form gives empty lists and texts where nothing was chosen.
    ...(input.models?.length && { models: modelIdsOf(input.models) }),
    ...(input.label && { label: input.label }),
    ...(input.addresses?.length && { addresses: input.addresses }),
    ...(input.expiresInDays !== undefined && {
      expiresInDays: input.expiresInDays,
    }),
  };
}
