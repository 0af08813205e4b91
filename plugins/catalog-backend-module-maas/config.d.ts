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
