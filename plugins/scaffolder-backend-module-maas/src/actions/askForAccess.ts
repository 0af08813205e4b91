import type { ActionContext } from '@backstage/plugin-scaffolder-node';
import type {
  CreateAccessRequest,
  MaasApi,
} from '@openmaas/backstage-plugin-maas-common';
import { withServerMessage } from '@openmaas/backstage-plugin-maas-node';
import { once } from './once';
import { keyPathOf, requestPathOf } from './paths';

/** States of an access request, as REST has them. @internal */
export const REQUEST_STATES = [
  'approved',
  'pending',
  'asked-back',
  'denied',
  'cancelled',
  'expired',
] as const;

/** What becomes of an access request. @internal */
export interface Asked {
  requestId: string;
  requestPath: string;
  state: (typeof REQUEST_STATES)[number];
  keyId?: string;
  keyPath?: string;
  waitsFor?: string;
}

const DRY_RUN = 'dry-run';

/**
 * Makes an access request once or, in a dry run, only looks what would become of it.
 *
 * @throws the control plane's refusal, with its message
 * @internal
 */
export async function askForAccess(
  ctx: ActionContext<any, any>,
  api: Pick<MaasApi, 'createAccessRequest' | 'previewAccessRequest'>,
  body: CreateAccessRequest,
): Promise<Asked> {
  const { logger } = ctx;
  if (ctx.isDryRun) {
    const { granted, waitsFor } = await withServerMessage(() =>
      api.previewAccessRequest(body, { signal: ctx.signal }),
    );
    logger.info(
      granted
        ? 'The request would be granted at once'
        : `The request would wait: ${waitsFor}`,
    );
    return asked({
      id: DRY_RUN,
      state: granted ? 'approved' : 'pending',
      keyId: body.newKey === false ? undefined : DRY_RUN,
      waitsFor: granted ? undefined : waitsFor,
    });
  }
  const made = await once(ctx, 'access-request', body, async options => {
    const request = await api.createAccessRequest(body, options);
    const { id, state, keyId, waitsFor } = request;
    return {
      id,
      state,
      ...(keyId && { keyId }),
      ...(waitsFor && { waitsFor }),
    };
  });
  logger.info(
    made.waitsFor
      ? `Access request ${made.id} waits: ${made.waitsFor}`
      : `Access request ${made.id} is ${made.state}`,
  );
  return asked(made);
}

function asked(made: {
  id: string;
  state: Asked['state'];
  keyId?: string;
  waitsFor?: string;
}): Asked {
  const { id, state, keyId, waitsFor } = made;
  return {
    requestId: id,
    requestPath: requestPathOf(id),
    state,
    keyId,
    keyPath: keyId && keyPathOf(keyId),
    waitsFor,
  };
}
