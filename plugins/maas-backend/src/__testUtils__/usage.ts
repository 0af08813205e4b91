import type { JsonObject } from '@backstage/types';
import type { MeteredCall } from '@openmaas/backstage-plugin-maas-common';
import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import type { UsageQuery } from '../usage/UsageService';
import { createTestDomain, PEOPLE, TEAM, withMaas } from './domain';

/** Ids of keys that nothing else knows. */
export const KEYS = Array.from({ length: 4 }, () => uuid());

const GRANT = uuid();

/** A whole call to the small model, as a gateway meters it. */
export function meteredCall(change: Partial<MeteredCall> = {}): MeteredCall {
  const startedAt = change.startedAt ?? '2026-11-21T09:00:00.000Z';
  return {
    id: uuid(),
    startedAt,
    endedAt: startedAt,
    gateway: 'gw-1',
    team: TEAM,
    maker: PEOPLE.dana.userRef,
    key: KEYS[0],
    grant: GRANT,
    plan: 'free',
    model: 'small',
    path: '/v1/chat/completions',
    streamed: false,
    tokens: { input: 1000, cachedInput: 0, output: 200, reasoning: 0 },
    estimated: false,
    endState: 'completed',
    status: 200,
    attempts: 1,
    latencyMs: 1500,
    ...change,
  };
}

/** A batch of one gateway. */
export function usageBatch(...events: MeteredCall[]) {
  return { gateway: 'gw-1', events };
}

/** The services with a ledger, whose prices hold since the 19th, and short ways to it. */
export async function createTestLedger(knex: Knex, config: JsonObject = {}) {
  const domain = await createTestDomain(knex, withMaas(config));
  const { usage } = domain;
  await knex('model_prices').update({
    valid_from: new Date('2026-11-19T00:00:00Z'),
  });
  const year = {
    from: new Date('2026-01-01T00:00:00Z'),
    to: new Date('2027-01-01T00:00:00Z'),
  };
  return {
    ...domain,
    ingest: (...events: MeteredCall[]) => usage.ingest(usageBatch(...events)),
    report: (query: Partial<Parameters<typeof usage.report>[0]> = {}) =>
      usage.report({
        ...year,
        granularity: 'total',
        groupBy: [],
        ...query,
      }),
    events: async (query: UsageQuery = {}) => {
      const page = { ...year, ...query, limit: 1000 };
      return (await usage.listEvents(page)).items;
    },
  };
}

/** @see createTestLedger */
export type TestLedger = Awaited<ReturnType<typeof createTestLedger>>;
