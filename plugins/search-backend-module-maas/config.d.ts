import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  search?: {
    collators?: {
      /** Models, as search hits of type `ai-model`. */
      maas?: {
        /**
         * How often the index of models is made anew.
         * @default every ten minutes, with a timeout of two minutes, three seconds after the start
         */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      };
    };
  };
}
