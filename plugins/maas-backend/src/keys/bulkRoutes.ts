import { ConflictError, InputError, isError } from '@backstage/errors';
import type {
  BulkKeyAction,
  BulkKeyActionResult,
} from '@openmaas/backstage-plugin-maas-common';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Request, Router } from 'express';
import { teamRefOf } from '../access/teams';
import { audited } from '../audit/audited';
import type { Actor } from '../permissions/Actor';
import { KeyAccess } from './KeyAccess';
import type { StoredKey } from './KeyStore';
import type { KeyRouteOptions } from './routes';
import { POSSIBLE_STATES, whyNot } from './states';

const MOST_KEYS = 500;

type Item = BulkKeyActionResult['items'][number];

/** The route by which many keys are held back or ended at once. @internal */
export function addBulkKeyRoutes(
  router: Router,
  options: KeyRouteOptions,
): void {
  const { authorizer, auditor, keys, keyDirectory, now } = options;

  const idsOf = async (
    body: BulkKeyAction,
    access: KeyAccess,
  ): Promise<string[]> => {
    const { ids, team, maker, unusedDays, action } = body;
    const isFiltered = [team, maker, unusedDays].some(it => it !== undefined);
    if (ids ? isFiltered : !isFiltered) {
      throw new InputError(
        'Say which keys: either ids, or at least one of team, maker and unusedDays',
      );
    }
    if (ids) {
      return ids;
    }
    const { items, totalItems } = await keyDirectory.list({
      criteria: access.readable,
      teamRef: team === undefined ? undefined : teamRefOf(team),
      makerRef: maker === undefined ? undefined : userRefOf(maker),
      unusedDays,
      states: POSSIBLE_STATES[action],
      limit: MOST_KEYS,
    });
    if (totalItems > MOST_KEYS) {
      throw new InputError(
        `That is about ${totalItems} keys, and at most ${MOST_KEYS} can be changed at once: say it more narrowly`,
      );
    }
    return items.map(({ id }) => id);
  };

  const actOn = async (
    id: string,
    { action, dryRun, reason }: BulkKeyAction,
    actor: Actor,
    access: KeyAccess,
    req: Request,
  ): Promise<StoredKey> => {
    const event = {
      eventId: `key-${action}`,
      request: req,
      severityLevel: 'medium',
      meta: { keyId: id, bulk: true },
      target: { kind: 'api-key', id },
    } as const;
    if (!dryRun) {
      return audited(auditor, event, async () => {
        await access.require(id, action);
        return keys[action](id, actor, reason);
      });
    }
    const key = await access.require(id, action);
    const obstacle = whyNot(key, action, now());
    if (obstacle) {
      throw new ConflictError(obstacle);
    }
    return key;
  };

  const itemOf = async (
    id: string,
    access: KeyAccess,
    act: () => Promise<StoredKey>,
  ): Promise<Item> => {
    let error: string | undefined;
    try {
      await act();
    } catch (problem) {
      error = describe(problem);
    }
    const shown = await access.get(id).then(
      ({ key }) => ({
        name: key.name,
        team: key.teamRef,
        state: keys.stateOf(key),
      }),
      () => ({}),
    );
    return { id, ...shown, ok: error === undefined, error };
  };

  router.post('/keys/actions', async (req, res) => {
    const actor = await authorizer.user(req);
    const body = req.body as BulkKeyAction;
    const access = await KeyAccess.of(actor, options);
    const items: Item[] = [];
    for (const id of await idsOf(body, access)) {
      items.push(
        await itemOf(id, access, () => actOn(id, body, actor, access, req)),
      );
    }
    const result: BulkKeyActionResult = { dryRun: body.dryRun ?? false, items };
    res.json(result);
  });
}

/** What went wrong with one key, so that the others are still reported. */
function describe(problem: unknown): string {
  const isExpected =
    isError(problem) &&
    ['ConflictError', 'NotAllowedError', 'NotFoundError'].includes(
      problem.name,
    );
  return isExpected
    ? problem.message
    : 'Something went wrong with this key: try it again';
}

function userRefOf(maker: string): string {
  try {
    return stringifyEntityRef(
      parseEntityRef(maker, {
        defaultKind: 'user',
        defaultNamespace: 'default',
      }),
    );
  } catch {
    throw new InputError(
      `"${maker}" is no user: write one such as user:default/dana`,
    );
  }
}
