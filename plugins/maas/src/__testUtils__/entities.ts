import {
  type Entity,
  RELATION_DEPENDENCY_OF,
  RELATION_DEPENDS_ON,
} from '@backstage/catalog-model';
import type { ModelHealth } from '@openmaas/backstage-plugin-maas-common';

/** A model in the catalog, and what depends on it. */
export function aModelEntity(dependents: string[] = []): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name: 'granite-3', namespace: 'maas' },
    spec: { type: 'ai-model' },
    relations: dependents.map(targetRef => ({
      type: RELATION_DEPENDENCY_OF,
      targetRef,
    })),
  };
}

/** A component in the catalog, and what it depends on. */
export function aComponent(dependsOn: string[] = []): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'tutor', namespace: 'default' },
    spec: { type: 'service' },
    relations: dependsOn.map(targetRef => ({
      type: RELATION_DEPENDS_ON,
      targetRef,
    })),
  };
}

export function aGroup(name = 'cs-department', title?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, namespace: 'default', title },
    spec: { type: 'team', children: [] },
  };
}

/** A model that is well, and that nobody called. */
export function aHealth(overrides: Partial<ModelHealth> = {}): ModelHealth {
  return {
    status: { state: 'ready' },
    servers: 1,
    healthyServers: 1,
    pointSeconds: 900,
    points: [],
    ...overrides,
  };
}
