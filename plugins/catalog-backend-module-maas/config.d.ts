import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  maas?: {
    catalog?: {
      /**
       * Entity reference of the owner of the system and of the gateway's API; models
       * have their own owners.
       * @default group:default/platform-team
       */
      owner?: string;
      /**
       * How often all models are read. What changes in between comes as an event.
       * @default every five minutes, with a timeout of one minute
       */
      schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      /**
       * rhdh: adds an entity of kind AiModelServerAPI, which only Red Hat Developer Hub
       * knows; elsewhere the catalog refuses it.
       * @default stock
       */
      entityModel?: 'stock' | 'rhdh';
      /**
       * Whether models have a card among the documentation, which takes the module
       * `@openmaas/backstage-plugin-techdocs-backend-module-maas`.
       * @default true
       */
      modelCards?: boolean;
    };
    playground?: {
      /**
       * Whether models link to the playground.
       * @default true
       */
      enabled?: boolean;
    };
    gateway?: {
      /**
       * Address of the gateway as clients reach it, without `/v1`.
       * @default http://localhost:7080
       */
      baseUrl?: string;
    };
  };
}
