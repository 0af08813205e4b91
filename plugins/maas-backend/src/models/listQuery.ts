import type { ListModelsQuery } from '@openmaas/backstage-plugin-maas-common';
import type { Request } from 'express';
import { readLimit } from '../http/page';
import type { ListModels } from './ModelDirectory';

/** What a request asks of the list of models; the contract has checked it. @internal */
export function readListQuery(
  req: Request,
): ListModels & { mine: boolean; team?: string } {
  const query = req.query as ListModelsQuery;
  return {
    limit: readLimit(query.limit),
    cursor: query.cursor,
    sort: query.sort ?? 'id',
    search: query.search,
    capabilities: query.capability,
    modalities: query.modality,
    providers: query.provider,
    licenses: query.license,
    states: query.state,
    minContext: query.minContext,
    maxInputPrice: nanos(query.maxInputPrice),
    maxOutputPrice: nanos(query.maxOutputPrice),
    among: query.ids ? [query.ids] : [],
    mine: query.mine ?? false,
    team: query.team,
    hidden: query.hidden,
  };
}

function nanos(text: string | undefined): bigint | undefined {
  return text === undefined ? undefined : BigInt(text);
}
