import { auditPageMessages } from './audit';
import { commonMessages, modelMessages, stateMessages } from './common';
import { entityMessages, snippetMessages } from './entity';
import { grantMessages } from './grants';
import { keyPageMessages } from './key';
import { keysPageMessages } from './keys';
import { modelRequestsPageMessages } from './modelRequests';
import { modelLifeMessages } from './modelLife';
import { modelsPageMessages } from './models';
import { playgroundMessages } from './playground';
import { requestsPageMessages, timelineMessages } from './requests';
import { scaffolderMessages } from './scaffolder';
import { searchMessages } from './search';
import { usagePageMessages } from './usage';

/** All texts of the plugin, in English. @internal */
export const messages = {
  // Which language these texts are in, as a BCP 47 tag: numbers and dates follow it.
  language: 'en',
  page: {
    title: 'AI models',
    tabs: {
      models: 'Models',
      playground: 'Playground',
      keys: 'Keys',
      requests: 'Requests',
      usage: 'Usage',
      audit: 'Audit',
    },
  },
  common: commonMessages,
  state: stateMessages,
  model: modelMessages,
  modelLife: modelLifeMessages,
  modelsPage: modelsPageMessages,
  playground: playgroundMessages,
  keysPage: keysPageMessages,
  keyPage: keyPageMessages,
  requestsPage: requestsPageMessages,
  modelRequestsPage: modelRequestsPageMessages,
  timeline: timelineMessages,
  grants: grantMessages,
  usagePage: usagePageMessages,
  auditPage: auditPageMessages,
  entity: entityMessages,
  snippets: snippetMessages,
  scaffolder: scaffolderMessages,
  search: searchMessages,
} as const;
