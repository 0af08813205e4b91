import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  type CreateAccessRequest,
  modelIdFromRef,
} from '@openmaas/backstage-plugin-maas-common';
import type { MaasService } from '@openmaas/backstage-plugin-maas-node';
import { fingerprintOf, idempotencyKeyOf } from './idempotency';
import { previewAccessRequest } from './previewAccessRequest';
import { examples } from './requestAccess.examples';
import { withServerMessage } from './withServerMessage';

// No flags: they would not survive in the JSON schema that the scaffolder checks with.
const MODEL = /^([Rr]esource:maas\/)?[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$/;

/**
 * The action `maas:access:request`: asks, as the person who runs the template, that a
 * team may use models. It returns where the API key's secret can be revealed, and
 * never a secret.
 *
 * @internal
 */
export function createRequestAccessAction(options: { maas: MaasService }) {
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
        keyName: z =>
          z
            .string()
            .max(100)
            .optional()
            .describe('Name of the API key; made from the models if left out'),
      },
      output: {
        requestId: z => z.string().describe('Id of the access request'),
        state: z =>
          z
            .enum(['approved', 'pending', 'denied', 'cancelled'])
            .describe(
              'approved: granted at once; pending: waits for a decision',
            ),
        keyId: z => z.string().describe('Id of the API key'),
        keyPath: z =>
          z
            .string()
            .describe(
              "Path of the key's page in the portal, where it is revealed",
            ),
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
      const { input, logger, signal, task } = ctx;
      const body = bodyOf(input);
      const api = options.maas.as(await ctx.getInitiatorCredentials());

      if (ctx.isDryRun) {
        const preview = await withServerMessage(() =>
          previewAccessRequest(body, api, signal),
        );
        logger.info(
          preview.waitsFor
            ? `The request would wait: ${preview.waitsFor}`
            : 'The request would be granted at once',
        );
        ctx.output('requestId', 'dry-run');
        ctx.output('state', preview.waitsFor ? 'pending' : 'approved');
        ctx.output('keyId', 'dry-run');
        ctx.output('keyPath', keyPathOf('dry-run'));
        ctx.output('waitsFor', preview.waitsFor);
        return;
      }

      const fingerprint = fingerprintOf(body);
      const made = await ctx.checkpoint({
        // One step asks several times where it has "each".
        key: `maas.access-request.${fingerprint}`,
        fn: async () => {
          const request = await withServerMessage(() =>
            api.createAccessRequest(body, {
              idempotencyKey: idempotencyKeyOf(task.id, fingerprint),
              signal,
            }),
          );
          const { id, state, keyId, waitsFor } = request;
          return { id, state, keyId, ...(waitsFor && { waitsFor }) };
        },
      });

      logger.info(
        made.waitsFor
          ? `Access request ${made.id} waits: ${made.waitsFor}`
          : `Access request ${made.id} is ${made.state}`,
      );
      ctx.output('requestId', made.id);
      ctx.output('state', made.state);
      ctx.output('keyId', made.keyId);
      ctx.output('keyPath', keyPathOf(made.keyId));
      ctx.output('waitsFor', made.waitsFor);
    },
  });
}

/** Only what the control plane knows, so that equal input gives equal requests. */
function bodyOf(input: CreateAccessRequest): CreateAccessRequest {
  const keyName = input.keyName?.trim();
  return {
    team: input.team,
    models: [...new Set(input.models.map(modelIdFromRef))],
    plan: input.plan,
    purpose: input.purpose,
    ...(input.expiresInDays !== undefined && {
      expiresInDays: input.expiresInDays,
    }),
    // A form gives an empty text where nothing was written.
    ...(keyName && { keyName }),
  };
}

function keyPathOf(keyId: string): string {
  return `/maas/keys/${keyId}`;
}
