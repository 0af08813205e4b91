import { ConflictError, InputError } from '@backstage/errors';
import {
  type CreateModelRequest,
  modelPagePath,
} from '@openmaas/backstage-plugin-maas-common';
import { v7 as uuid } from 'uuid';
import { memberTeam, teamRefOf } from '../access/teams';
import { requestHashOf } from '../http/idempotency';
import type { ModelDirectory } from '../models/ModelDirectory';
import type { Actor } from '../permissions/Actor';
import type { TeamService } from '../teams/TeamService';
import type { StoredModelRequest } from './ModelRequestStore';
import { readSource } from './wantedSource';

type Person = Pick<Actor, 'userRef' | 'claims'>;

/** Asks for every model that is not hidden. @internal */
export const EVERY_MODEL = {
  sort: 'id',
  limit: Infinity,
  among: [] as string[][],
} as const;

/**
 * The request that somebody makes.
 *
 * @throws InputError for what is no source or no team, NotAllowedError for a team that
 *   the requester is not in
 * @internal
 */
export function readWish(
  input: CreateModelRequest,
  requester: Person,
  createdAt: Date,
): StoredModelRequest {
  const wish = {
    modelId: input.model,
    title: input.title?.trim() ?? input.model,
    source: readSource(input.source),
    teamRef: memberTeam(input.team, requester.claims),
    payerRef: teamRefOf(input.payer),
    reason: input.reason.trim(),
    expectedUse: input.expectedUse.trim(),
    tokensPerMonth: input.tokensPerMonth,
  };
  return {
    ...wish,
    id: uuid(),
    state: 'submitted',
    requesterRef: requester.userRef,
    createdAt,
    requestHash: requestHashOf([
      wish.modelId,
      wish.title,
      wish.source.key,
      wish.teamRef,
      wish.payerRef,
      wish.reason,
      wish.expectedUse,
      wish.tokensPerMonth ?? null,
    ]),
    joins: [],
  };
}

/**
 * What may be asked for.
 *
 * @internal
 */
export class WishRules {
  constructor(
    private readonly options: {
      directory: Pick<ModelDirectory, 'list'>;
      teams: Pick<TeamService, 'find'>;
    },
  ) {}

  /** @throws InputError where there is no such team */
  async requirePayer(payerRef: string, { claims }: Person): Promise<void> {
    if (claims.includes(payerRef)) {
      return;
    }
    const [team] = await this.options.teams.find([payerRef]);
    if (!team || team.goneAt) {
      throw new InputError(
        `There is no team ${payerRef} that could pay: name one of your own, or another group of the catalog`,
      );
    }
  }

  /** @throws ConflictError where a model has that name already */
  async requireFree(name: string): Promise<void> {
    const { items } = await this.options.directory.list({
      ...EVERY_MODEL,
      search: name,
    });
    const taken = items.find(
      ({ id, servedName, aliases }) =>
        id === name || servedName === name || aliases.includes(name),
    );
    if (taken) {
      throw new ConflictError(
        `There is a model "${name}" already: ask for access to it at ${modelPagePath(
          taken.id,
        )}`,
      );
    }
  }
}
