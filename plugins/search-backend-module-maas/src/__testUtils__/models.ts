import type { Model } from '@openmaas/backstage-plugin-maas-common';

/** A model with nothing but what every model has. */
export function aModel(overrides: Partial<Model> = {}): Model {
  return {
    id: 'tiny',
    servedName: 'tiny',
    aliases: [],
    title: 'Tiny',
    owner: 'group:default/library',
    lifecycle: 'experimental',
    visibility: 'public',
    capabilities: [],
    plans: ['free'],
    prices: [],
    multiplier: '1',
    endpointCount: 0,
    simulated: false,
    modalities: { input: ['text'], output: ['text'] },
    status: { state: 'off' },
    setByPerson: [],
    access: [],
    source: 'config',
    updatedAt: '2026-11-21T08:00:00.000Z',
    ...overrides,
  };
}

/** Two models that share few words. */
export const granite = aModel({
  id: 'granite-8b-agent',
  servedName: 'ibm/granite-3.1',
  title: 'Granite 3.1 8B Agent',
  description: 'Small but able, on a single GPU.',
  provider: 'IBM / Red Hat',
  license: 'apache-2.0',
  quantization: 'FP8',
  capabilities: ['chat', 'tools', 'rag'],
  lifecycle: 'production',
  prices: [
    {
      tokenClass: 'input',
      nanosPerMillion: '20000000',
      currency: 'USD',
      validFrom: '2026-01-01T00:00:00.000Z',
    },
    {
      tokenClass: 'output',
      nanosPerMillion: '80000000',
      currency: 'USD',
      validFrom: '2026-01-01T00:00:00.000Z',
    },
  ],
});
