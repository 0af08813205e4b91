import type {
  AccessRequest,
  ApiKey,
  EndpointReport,
  Gateway,
  Model,
  ModelSearchDocument,
  Plan,
  Refusal,
  UsageEvent,
  UsageReport,
  UsageSums,
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
    modalities: { input: ['text'], output: ['text'] },
    status: { state: 'ready' },
    setByPerson: [],
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
    permissions: {
      reveal: true,
      rotate: false,
      update: true,
      suspend: false,
      resume: false,
      revoke: true,
    },
    ...overrides,
  };
}

/** What somebody can do with a key that they may only see. */
export const NO_KEY_PERMISSIONS: ApiKey['permissions'] = {
  reveal: false,
  rotate: false,
  update: false,
  suspend: false,
  resume: false,
  revoke: false,
};

export function aRevealedKey(overrides: Partial<ApiKey> = {}): ApiKey {
  return aKey({
    state: 'active',
    prefix: PREFIX,
    revealedAt: '2026-11-01T09:00:00.000Z',
    permissions: {
      reveal: false,
      rotate: true,
      update: true,
      suspend: true,
      resume: false,
      revoke: true,
    },
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
        permissions: { update: false },
      },
    ],
    steps: [
      {
        kind: 'model-owner',
        state: 'open',
        deciders: ['group:default/platform-team'],
        models: ['granite-3'],
      },
    ],
    expiresInDays: 90,
    keyId: KEY_ID,
    waitsFor: 'The plan premium needs approval',
    createdAt: '2026-11-01T08:00:00.000Z',
    permissions: {
      decide: false,
      withdraw: true,
      answer: false,
      comment: true,
      askAgain: false,
    },
    ...overrides,
  };
}

export function sums(overrides: Partial<UsageSums> = {}): UsageSums {
  return {
    requests: 1,
    failedRequests: 0,
    estimatedRequests: 0,
    tokens: { input: 0, cachedInput: 0, output: 0, reasoning: 0 },
    cost: '0',
    ...overrides,
  };
}

/** A report of a time in which nothing was used, unless it is told otherwise. */
export function aUsageReport(
  overrides: Partial<UsageReport> = {},
): UsageReport {
  return {
    from: '2026-11-15T00:00:00.000Z',
    to: '2026-11-21T12:15:00.000Z',
    timeZone: 'UTC',
    currency: 'USD',
    rows: [],
    total: sums({ requests: 0 }),
    ...overrides,
  };
}

export function aCall(overrides: Partial<UsageEvent> = {}): UsageEvent {
  return {
    id: '019aa5c0-7d2e-7f00-8a1b-2c3d4e5f6091',
    startedAt: '2026-11-21T12:00:00.000Z',
    endedAt: '2026-11-21T12:00:01.240Z',
    gateway: 'gateway-1',
    team: 'group:default/cs-department',
    maker: 'user:default/dana',
    key: KEY_ID,
    grant: '019a9b1c-7d2e-7f00-8a1b-2c3d4e5f6073',
    plan: 'free',
    model: 'granite-3',
    path: '/v1/chat/completions',
    streamed: true,
    tokens: { input: 1200, cachedInput: 1000, output: 34, reasoning: 0 },
    estimated: false,
    endState: 'completed',
    status: 200,
    attempts: 1,
    latencyMs: 1240,
    timeToFirstTokenMs: 95,
    price: { input: '37500000', output: '150000000', factor: '1' },
    cost: '50100',
    currency: 'USD',
    ...overrides,
  };
}

export function aGateway(overrides: Partial<Gateway> = {}): Gateway {
  return {
    id: 'gateway-1',
    state: 'running',
    startedAt: '2026-11-21T08:00:00.000Z',
    lastSeenAt: '2026-11-21T12:00:00.000Z',
    reporting: true,
    upToDate: true,
    journal: { pendingEvents: 0, rejectedEvents: 0 },
    ...overrides,
  };
}

export function anEndpoint(
  overrides: Partial<EndpointReport> = {},
): EndpointReport {
  return {
    model: 'granite-3',
    endpoint: '10.0.0.7:8000',
    healthy: true,
    running: 3,
    requests: 120,
    failures: 0,
    timeToFirstTokenMs: 95,
    tokensPerSecond: 41.7,
    ...overrides,
  };
}

export function aPlan(overrides: Partial<Plan> = {}): Plan {
  return {
    id: 'free',
    title: 'Free',
    approval: 'none',
    tokensPerMinute: 200,
    priceFactor: '1',
    ...overrides,
  };
}

/** A call that a rate refused. */
export function aRefusal(overrides: Partial<Refusal> = {}): Refusal {
  return {
    id: '019aa5c0-7d2e-7f00-8a1b-2c3d4e5f6092',
    at: '2026-11-21T12:00:00.000Z',
    gateway: 'gateway-1',
    team: 'group:default/cs-department',
    key: KEY_ID,
    model: 'granite-3',
    plan: 'free',
    path: '/v1/chat/completions',
    status: 429,
    code: 'rate_limit_exceeded',
    message: 'The limit of 200 tokens per minute is reached.',
    limit: {
      name: 'tokensPerMinute',
      scope: 'plan free of group:default/cs-department',
      unit: 'tokens',
      limit: '200',
      used: '1412',
      wanted: '36',
      resetsAt: '2026-11-21T12:06:03.000Z',
    },
    ...overrides,
  };
}

export const modelHit: ModelSearchDocument = {
  title: 'Granite 3.3 8B',
  text: 'A small chat model. · granite-3 · retrieval augmented generation',
  location: '/catalog/maas/resource/granite-3/',
  modelId: 'granite-3',
  description: 'A small chat model.',
  provider: 'IBM',
  license: 'apache-2.0',
  capability: ['chat', 'rag'],
  lifecycle: 'production',
  owner: 'group:default/platform-team',
  inputPrice: '37500000',
  outputPrice: '150000000',
  currency: 'USD',
};
