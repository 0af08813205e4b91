import type { CreateModelRequest } from '@openmaas/backstage-plugin-maas-common';
import { TEAM } from './domain';

/** A request for a model that is well formed, for the team of Dana and Tom. */
export function aWish(
  change: Partial<CreateModelRequest> = {},
): CreateModelRequest {
  return {
    model: 'llama-4',
    title: 'Llama 4',
    source: { kind: 'huggingface', uri: 'meta-llama/Llama-4-Scout-17B-16E' },
    team: TEAM,
    payer: TEAM,
    reason: 'Our students ask for it',
    expectedUse: 'A chatbot for the intro course',
    tokensPerMonth: 1_000_000,
    ...change,
  };
}
