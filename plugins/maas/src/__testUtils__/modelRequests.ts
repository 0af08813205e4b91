import type { ModelRequest } from '@openmaas/backstage-plugin-maas-common';

export const MODEL_REQUEST_ID = '019a9b1c-7d2e-7f00-8a1b-2c3d4e5f6079';

const NOTHING = {
  decide: false,
  join: false,
  leave: false,
  withdraw: false,
  comment: false,
};

/** A request for a model by Tom, that Dana may only look at. */
export function aModelRequest(
  overrides: Partial<Omit<ModelRequest, 'permissions'>> & {
    permissions?: Partial<ModelRequest['permissions']>;
  } = {},
): ModelRequest {
  return {
    id: MODEL_REQUEST_ID,
    state: 'submitted',
    model: 'llama-4',
    title: 'Llama 4',
    source: { kind: 'huggingface', uri: 'meta-llama/Llama-4' },
    team: 'group:default/physics',
    requester: 'user:default/tom',
    payer: 'group:default/physics',
    reason: 'Our students ask for it',
    expectedUse: 'Intro course',
    tokensPerMonth: 2_000_000,
    joins: [],
    createdAt: '2026-11-20T08:00:00.000Z',
    ...overrides,
    permissions: { ...NOTHING, ...overrides.permissions },
  };
}
