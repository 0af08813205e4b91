import type { MeteredCall } from '@openmaas/backstage-plugin-maas-common';
import { v7 as uuid } from 'uuid';
import { PEOPLE, TEAM } from './domain';

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
