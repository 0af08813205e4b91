import type { Model } from '@openmaas/backstage-plugin-maas-common';

const price = (tokenClass: 'input' | 'output', nanosPerMillion: string) => ({
  tokenClass,
  nanosPerMillion,
  currency: 'USD',
  validFrom: '2026-01-01T00:00:00.000Z',
});

/** A model of which much is known. */
export function granite(overrides: Partial<Model> = {}): Model {
  return {
    id: 'granite-8b-agent',
    servedName: 'ibm/granite',
    aliases: ['granite'],
    title: 'Granite 3.1 8B Agent',
    description: 'Small but able.\nRetrieval on a single GPU.',
    owner: 'group:default/platform-team',
    provider: 'IBM / Red Hat',
    version: '3.1 8B Instruct',
    license: 'apache-2.0',
    homepage: 'https://example.com/granite',
    lifecycle: 'production',
    visibility: 'public',
    capabilities: ['chat', 'rag', 'poetry'],
    contextLength: 16384,
    quantization: 'FP8',
    gpus: 1,
    hardware: 'g6.4xlarge, 1× NVIDIA L4',
    weights: { uri: 'oci://registry.example.com/granite:1.5', sizeGb: 8 },
    plans: ['free', 'premium'],
    prices: [price('output', '80000000'), price('input', '20000000')],
    multiplier: '0.5',
    endpointCount: 1,
    simulated: false,
    modalities: { input: ['text'], output: ['text'] },
    status: { state: 'ready' },
    setByPerson: [],
    access: [],
    source: 'config',
    updatedAt: '2026-11-21T08:00:00.000Z',
    ...overrides,
  };
}
