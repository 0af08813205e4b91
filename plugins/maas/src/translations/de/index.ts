// The words that are used throughout: model = Modell, team = Team, plan = Tarif,
// grant and access = Zugang, key = Schlüssel or API-Schlüssel, secret = Geheimnis,
// access request = Antrag, request to the API = Anfrage, call = Aufruf, usage = Nutzung,
// limit = Grenze, budget = Budget, terms = Konditionen, price book = Preisliste,
// owner = zuständig, source = Quelle, gateway = Gateway, endpoint = Endpunkt,
// chargeback = Kostenverrechnung.
import { flattenMessages } from '../flattenMessages';
import type { messages as english } from '../messages';
import type { Translated } from '../Translated';
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
};

/** All texts of the plugin, in German. */
export default flattenMessages(messages);
