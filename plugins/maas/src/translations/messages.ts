import { commonMessages, modelMessages, stateMessages } from './common';
import { entityMessages, snippetMessages } from './entity';
import { modelsPageMessages } from './models';
import {
  keyPageMessages,
  keysPageMessages,
  requestsPageMessages,
} from './pages';
import { playgroundMessages } from './playground';
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
    },
  },
  common: commonMessages,
  state: stateMessages,
  model: modelMessages,
  modelsPage: modelsPageMessages,
  playground: playgroundMessages,
  keysPage: keysPageMessages,
  keyPage: keyPageMessages,
  requestsPage: requestsPageMessages,
  usagePage: usagePageMessages,
  entity: entityMessages,
  snippets: snippetMessages,
  search: searchMessages,
} as const;
