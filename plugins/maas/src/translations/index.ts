import { createTranslationRef } from '@backstage/core-plugin-api/alpha';
import { commonMessages, modelMessages, stateMessages } from './common';
import {
  entityCardMessages,
  keyPageMessages,
  keysPageMessages,
  modelsPageMessages,
  requestsPageMessages,
} from './pages';
import { usagePageMessages } from './usage';

/** All texts of the plugin, with English as their default. @public */
export const maasTranslationRef = createTranslationRef({
  id: 'plugin.maas',
  messages: {
    page: {
      title: 'AI models',
      tabs: {
        models: 'Models',
        keys: 'Keys',
        requests: 'Requests',
        usage: 'Usage',
      },
    },
    common: commonMessages,
    state: stateMessages,
    model: modelMessages,
    modelsPage: modelsPageMessages,
    keysPage: keysPageMessages,
    keyPage: keyPageMessages,
    requestsPage: requestsPageMessages,
    usagePage: usagePageMessages,
    entityCard: entityCardMessages,
  },
});
