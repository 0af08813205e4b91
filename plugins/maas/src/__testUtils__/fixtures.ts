import type {
  AccessRequest,
  ApiKey,
  Model,
} from '@openmaas/backstage-plugin-maas-common';

export const KEY_ID = '019a9b1c-7d2e-7f00-8a1b-2c3d4e5f6071';
export const REQUEST_ID = '019a9b1c-7d2e-7f00-8a1b-2c3d4e5f6072';
export const SECRET = `maas_${'a'.repeat(22)}_${'Z'.repeat(49)}`;
export const PREFIX = `maas_${'a'.repeat(22)}`;

export function aModel(overrides: Partial<Model> = {}): Model {
  return {
    id: 'granite-3',
    servedName: 'granite-3.3-8b',
    aliases: [],
    title: 'Granite 3.3 8B',
    description: 'A small chat model.',
    owner: 'group:default/platform-team',
    provider: 'IBM',
    license: 'apache-2.0',
    lifecycle: 'production',
    visibility: 'public',
    capabilities: ['chat', 'tools'],
    contextLength: 131072,
    quantization: 'FP8',
    gpus: 1,
    hardware: '1× NVIDIA L4',
    weights: { uri: 's3://models/granite', sizeGb: 8.5 },
    multiplier: '1',
    plans: ['free', 'premium'],
    prices: [
      {
        tokenClass: 'output',
        nanosPerMillion: '150000000',
        currency: 'USD',
        validFrom: '2026-01-01T00:00:00.000Z',
      },
      {
        tokenClass: 'input',
        nanosPerMillion: '37500000',
        currency: 'USD',
        validFrom: '2026-01-01T00:00:00.000Z',
      },
    ],
    endpointCount: 1,
    simulated: false,
    access: [],
    source: 'config',
    updatedAt: '2026-11-01T00:00:00.000Z',
    ...overrides,
  };
}

export function aKey(overrides: Partial<ApiKey> = {}): ApiKey {
  return {
    id: KEY_ID,
    name: 'thesis chatbot',
    team: 'group:default/cs-department',
    maker: 'user:default/dana',
    state: 'unrevealed',
    requestId: REQUEST_ID,
    models: [
      {
        id: 'granite-3',
        title: 'Granite 3.3 8B',
        servedName: 'granite-3.3-8b',
        plan: 'free',
        capabilities: ['chat'],
      },
    ],
    createdAt: '2026-11-01T08:00:00.000Z',
    expiresAt: '2027-02-01T08:00:00.000Z',
    permissions: { reveal: true, revoke: true },
    ...overrides,
  };
}

export function aRevealedKey(overrides: Partial<ApiKey> = {}): ApiKey {
  return aKey({
    state: 'active',
    prefix: PREFIX,
    revealedAt: '2026-11-01T09:00:00.000Z',
    permissions: { reveal: false, revoke: true },
    ...overrides,
  });
}

export function aRequest(
  overrides: Partial<AccessRequest> = {},
): AccessRequest {
  return {
    id: REQUEST_ID,
    state: 'pending',
    team: 'group:default/cs-department',
    requester: 'user:default/dana',
    plan: 'premium',
    purpose: 'A chatbot for my thesis',
    grants: [
      {
        id: '019a9b1c-7d2e-7f00-8a1b-2c3d4e5f6073',
        team: 'group:default/cs-department',
        model: 'granite-3',
        plan: 'premium',
        state: 'pending',
      },
    ],
    keyId: KEY_ID,
    waitsFor: 'The plan premium needs approval',
    createdAt: '2026-11-01T08:00:00.000Z',
    permissions: { decide: false, withdraw: true },
    ...overrides,
  };
}
