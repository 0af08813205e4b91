// The words that are used throughout: model = Modell, team = Team, plan = Tarif,
// grant and access = Zugang, key = Schlüssel or API-Schlüssel, secret = Geheimnis,
// access request = Antrag, request to the API = Anfrage, call = Aufruf, usage = Nutzung,
// limit = Grenze, budget = Budget, terms = Konditionen, price book = Preisliste,
// owner = zuständig, source = Quelle, gateway = Gateway, endpoint = Endpunkt,
// chargeback = Kostenverrechnung.
import { flattenMessages } from '../flattenMessages';
import type { messages as english } from '../messages';
import type { Translated } from '../Translated';
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

const messages: Translated<typeof english> = {
  language: 'de',
  page: {
    title: 'KI-Modelle',
    tabs: {
      models: 'Modelle',
      playground: 'Playground',
      keys: 'Schlüssel',
      requests: 'Anträge',
      usage: 'Nutzung',
      audit: 'Protokoll',
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
};

/** All texts of the plugin, in German. */
export default flattenMessages(messages);
