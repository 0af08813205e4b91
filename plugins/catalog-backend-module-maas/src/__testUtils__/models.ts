import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Model } from '@openmaas/backstage-plugin-maas-common';
import { parse } from 'yaml';

type ConfiguredModel = Pick<Model, 'id' | 'title' | 'owner' | 'capabilities'> &
  Partial<Model> & { endpoints?: Array<{ simulated?: boolean }> };

const file = resolve(__dirname, '../../../../examples/models.yaml');

/** The five models of the demo organisation, as REST answers with them. */
export function exampleModels(): Model[] {
  const configured: ConfiguredModel[] = parse(readFileSync(file, 'utf8'));
  return configured.map(({ endpoints = [], ...model }) => ({
    ...model,
    servedName: model.id,
    aliases: [],
    lifecycle: 'production',
    visibility: model.visibility ?? 'public',
    plans: ['free', 'premium', 'enterprise'],
    prices: [],
    multiplier: String(model.multiplier),
    endpointCount: endpoints.length,
    simulated: endpoints.some(endpoint => endpoint.simulated),
    modalities: { input: ['text'], output: ['text'] },
    status: { state: endpoints.length > 0 ? 'ready' : 'off' },
    setByPerson: [],
    access: [],
    source: 'config',
    updatedAt: '2026-11-21T08:00:00.000Z',
  }));
}

/** One model with nothing but what every model has. */
export function bareModel(overrides: Partial<Model> = {}): Model {
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
