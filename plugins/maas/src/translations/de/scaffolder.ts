import type { scaffolderMessages as english } from '../scaffolder';
import type { Translated } from '../Translated';

/** Texts of the fields of software templates, in German. @internal */
export const scaffolderMessages: Translated<typeof english> = {
  team: {
    title: 'Team',
    placeholder: 'Team wählen',
    none: 'Sie sind noch in keinem Team: Bitten Sie das Plattformteam, Sie aufzunehmen.',
  },
  models: {
    title: 'Modelle',
    search: 'Modelle suchen',
    none: 'Kein Modell passt.',
    more_one: 'Ein weiteres Modell: Suchen Sie danach.',
    more_other: '{{count}} weitere Modelle: Suchen Sie danach.',
    restricted: 'Beschränkt: Wer zuständig ist, entscheidet',
    held: 'Ihr Team hat es im Tarif {{plan}}',
    data: 'Erlaubte Daten: {{classes}}',
    retires: 'Wird am {{date}} abgeschaltet',
  },
  data: {
    public: 'öffentlich',
    internal: 'intern',
    confidential: 'vertraulich',
    personal: 'personenbezogen',
  },
  plan: {
    title: 'Tarif',
    none: 'Kein Tarif passt zu allen gewählten Modellen: Beantragen Sie sie einzeln.',
    unlimited: 'Keine Grenzen',
    atOnce: 'Wird sofort gewährt',
    cost: 'Die Nutzung Ihres Teams in den letzten 30 Tagen würde kosten:',
    limit: {
      tokensPerMinute: '{{amount}} Tokens pro Minute',
      requestsPerMinute: '{{amount}} Anfragen pro Minute',
      parallelRequests: '{{amount}} gleichzeitig',
      tokensPerMonth: '{{amount}} Tokens pro Monat',
    },
  },
  source: {
    title: 'Quelle',
    models: 'Ist es eines von diesen? Dann beantragen Sie Zugang dazu.',
    requests: 'Das wurde schon beantragt. Schließen Sie sich dort an:',
    wanted_one: '{{title}}, gewünscht von einem Team',
    wanted_other: '{{title}}, gewünscht von {{count}}',
  },
};
