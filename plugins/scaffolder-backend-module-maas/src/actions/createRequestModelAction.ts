import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { CreateModelRequest } from '@openmaas/backstage-plugin-maas-common';
import type { MaasService } from '@openmaas/backstage-plugin-maas-node';
import { UUID } from './accessInput';
import { once } from './once';
import { modelRequestPathOf } from './paths';
import { examples } from './requestModel.examples';

const MODEL_ID = /^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$/;
const STATES = [
  'submitted',
  'under-review',
  'approved',
  'deploying',
  'available',
  'declined',
  'withdrawn',
] as const;

/**
 * The action `maas:model:request`: asks, as the person who runs the template, for a
 * model that is not offered yet, or joins those who did.
 *
 * @internal
 */
export function createRequestModelAction(options: { maas: MaasService }) {
  return createTemplateAction({
    id: 'maas:model:request',
    description:
      'Asks the platform team for an AI model that is not offered yet, or joins a request that there is',
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
        join: z =>
          z
            .string()
            .regex(UUID)
            .optional()
            .describe(
              'Id of a request to join; then only team, reason and tokensPerMonth matter',
            ),
        model: z =>
          z
            .string()
            .regex(MODEL_ID)
            .optional()
            .describe('The id that the model is to have'),
        title: z => z.string().max(100).optional().describe('Its name'),
        sourceKind: z =>
          z
            .enum(['huggingface', 'oci', 's3', 'other'])
            .optional()
            .describe('Where the weights are'),
        sourceUri: z =>
          z
            .string()
            .max(500)
            .optional()
            .describe('Such as org/name of Hugging Face, oci://… or s3://…'),
        payer: z =>
          z
            .string()
            .max(200)
            .optional()
            .describe(
              'Entity reference of the group that pays; the team if left out',
            ),
        reason: z =>
          z
            .string()
            .min(1)
            .max(1000)
            .regex(/\S/)
            .describe('Why the models that there are will not do'),
        expectedUse: z =>
          z
            .string()
            .max(1000)
            .optional()
            .describe('Who will use it for what, and how much'),
        tokensPerMonth: z =>
          z
            .number()
            .int()
            .min(1)
            .optional()
            .describe('How many tokens a month that is likely to be'),
      },
      output: {
        requestId: z => z.string().describe('Id of the model request'),
        requestPath: z =>
          z.string().describe("Path of the request's page in the portal"),
        state: z => z.enum(STATES).describe('Where the request is in its life'),
        joined: z =>
          z.boolean().describe('A request that there was has been joined'),
      },
    },
    async handler(ctx) {
      const { input, logger } = ctx;
      const { join } = input;
      const body = join ? undefined : bodyOf(input);
      const done = (id: string, state: (typeof STATES)[number]) => {
        ctx.output('requestId', id);
        ctx.output('requestPath', modelRequestPathOf(id));
        ctx.output('state', state);
        ctx.output('joined', join !== undefined);
      };
      if (ctx.isDryRun) {
        logger.info(
          body
            ? `Model ${body.model} would be asked for`
            : `Request ${join} would be joined`,
        );
        done(join ?? 'dry-run', 'submitted');
        return;
      }
      const api = options.maas.as(await ctx.getInitiatorCredentials());
      const tokens = input.tokensPerMonth && {
        tokensPerMonth: input.tokensPerMonth,
      };
      const joining = { team: input.team, reason: input.reason, ...tokens };
      const made = await once(
        ctx,
        'model-request',
        body ?? { join, ...joining },
        async request => {
          const answer = body
            ? await api.createModelRequest(body, request)
            : await api.joinModelRequest(join ?? '', joining, request);
          return { id: answer.id, state: answer.state };
        },
      );
      logger.info(`Model request ${made.id} is ${made.state}`);
      done(made.id, made.state);
    },
  });
}

function bodyOf(
  input: Partial<CreateModelRequest> & {
    team: string;
    reason: string;
    sourceKind?: CreateModelRequest['source']['kind'];
    sourceUri?: string;
  },
): CreateModelRequest {
  const { model, sourceKind, sourceUri, title } = input;
  if (!model || !sourceKind || !sourceUri?.trim()) {
    throw new InputError(
      'A model request needs model, sourceKind and sourceUri, or the id of a request to join',
    );
  }
  return {
    model,
    source: { kind: sourceKind, uri: sourceUri.trim() },
    team: input.team,
    payer: input.payer || input.team,
    reason: input.reason,
    expectedUse: input.expectedUse?.trim() || input.reason,
    ...(title?.trim() && { title: title.trim() }),
    ...(input.tokensPerMonth !== undefined && {
      tokensPerMonth: input.tokensPerMonth,
    }),
  };
}
