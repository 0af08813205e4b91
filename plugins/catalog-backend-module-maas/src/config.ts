import {
  type RootConfigService,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { InputError, stringifyError } from '@backstage/errors';
import {
  readGatewayBaseUrl,
  readTaskSchedule,
} from '@openmaas/backstage-plugin-maas-node';

const SCHEDULE_KEY = 'maas.catalog.schedule';
const OWNER_KEY = 'maas.catalog.owner';
const ENTITY_MODEL_KEY = 'maas.catalog.entityModel';

const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 5 },
  timeout: { minutes: 1 },
};

/** What entities say besides what the models say. @internal */
export interface CatalogOptions {
  /** Entity ref of the owner of the system and of the gateway's API. */
  owner: string;
  /** Where clients reach the gateway, without `/v1` and without a slash at the end. */
  gatewayBaseUrl: string;
  /** Where people open the portal, without a slash at the end, if that is known. */
  portalBaseUrl?: string;
  /** Whether models can be tried out in the portal. */
  playground: boolean;
  /** `rhdh`: also the entity of which Red Hat Developer Hub knows the kind. */
  entityModel: 'stock' | 'rhdh';
  /** Whether the portal makes a model's card out of its data. */
  modelCards: boolean;
}

/**
 * Reads what entities say besides what the models say.
 *
 * @throws InputError naming the key that is wrong
 * @internal
 */
export function readCatalogOptions(config: RootConfigService): CatalogOptions {
  return {
    owner: readOwner(config),
    gatewayBaseUrl: readGatewayBaseUrl(config),
    portalBaseUrl: config.getOptionalString('app.baseUrl')?.replace(/\/+$/, ''),
    playground: config.getOptionalBoolean('maas.playground.enabled') ?? true,
    entityModel: readEntityModel(config),
    modelCards: config.getOptionalBoolean('maas.catalog.modelCards') ?? true,
  };
}

/**
 * Reads how often the whole set of models is read.
 *
 * @throws InputError naming the key that is wrong
 * @internal
 */
export function readCatalogSchedule(
  config: Config,
): SchedulerServiceTaskScheduleDefinition {
  return readTaskSchedule(config, SCHEDULE_KEY, DEFAULT_SCHEDULE);
}

function readEntityModel(config: Config): CatalogOptions['entityModel'] {
  const entityModel = config.getOptionalString(ENTITY_MODEL_KEY) ?? 'stock';
  if (entityModel !== 'stock' && entityModel !== 'rhdh') {
    throw new InputError(
      `Configuration ${ENTITY_MODEL_KEY} is neither stock nor rhdh: "${entityModel}"`,
    );
  }
  return entityModel;
}

function readOwner(config: Config): string {
  const owner =
    config.getOptionalString(OWNER_KEY) ?? 'group:default/platform-team';
  try {
    return stringifyEntityRef(
      parseEntityRef(owner, {
        defaultKind: 'group',
        defaultNamespace: 'default',
      }),
    );
  } catch (error) {
    throw new InputError(
      `Configuration ${OWNER_KEY} is not an entity reference such as group:default/platform-team: ${stringifyError(
        error,
      )}`,
    );
  }
}
