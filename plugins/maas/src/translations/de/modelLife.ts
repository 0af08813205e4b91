import type { modelLifeMessages as english } from '../modelLife';
import type { Translated } from '../Translated';

/** Texts about the life of a model and what data it may be sent, in German. @internal */
export const modelLifeMessages: Translated<typeof english> = {
  location: {
    label: 'Wohin die Daten gehen',
    internal: 'Bleiben in der Organisation',
    external: 'Verlassen die Organisation',
    with: '{{location}}: {{region}}',
  },
  region: 'Region',
  regionText: 'Wo es betrieben wird, etwa eu-central-1. Kann leer bleiben.',
  allowed: 'Erlaubte Daten',
  allowedText: 'Anträge mit anderen Daten werden abgewiesen.',
  allowedNone: 'keine',
  dataClass: {
    public: 'Öffentlich',
    internal: 'Intern',
    confidential: 'Vertraulich',
    personal: 'Personenbezogen',
  },
  mark: {
    internal: 'Intern',
    external: 'Extern',
    explanation: 'Daten: {{location}}. Erlaubte Daten: {{classes}}.',
  },
  retires: 'Wird abgeschaltet',
  retiresWith: '{{date}} → {{successor}}',
  retiresMark: 'Abschaltung {{date}}',
  retiresMarkWhy: {
    successor: 'Von da an antwortet an seiner Stelle {{successor}}.',
    none: 'Von da an werden Aufrufe abgewiesen.',
  },
  stopped: {
    title: 'Dieses Modell ist für alle gestoppt',
    reason: 'Begründung: {{reason}}',
    by: '{{person}} hat es {{time}} gestoppt. Aufrufe werden abgewiesen, bis es jemand fortsetzt.',
  },
  retiring: {
    title: 'Dieses Modell wird am {{date}} abgeschaltet',
    successor:
      'Von da an antwortet unter seinen Namen {{successor}}, für Teams mit Zugang dazu. Beantragen Sie ihn rechtzeitig.',
    none: 'Von da an werden Aufrufe abgewiesen. Wer zuständig ist, weiß einen Ersatz.',
  },
  retired: {
    title: 'Dieses Modell wurde am {{date}} abgeschaltet',
    successor:
      'Unter seinen Namen antwortet {{successor}}, für Teams mit Zugang dazu.',
    none: 'Aufrufe werden abgewiesen. Wer zuständig ist, weiß einen Ersatz.',
  },
  field: {
    at: 'Wird abgeschaltet am',
    atText:
      'Aufrufe enden mit dem Beginn dieses Tages; wer es benutzt, erfährt es jetzt und vorher noch einmal. Bleibt das Feld leer, ist im Portal nichts angekündigt.',
    successor: 'Nachfolger',
    successorText: 'Übernimmt an diesem Tag seine Namen.',
    noSuccessor: 'Keiner',
    note: 'Hinweis',
    noteText: 'Für alle, die es benutzen, etwa was sich unterscheidet.',
  },
  fault: {
    location: 'Wählen Sie, wohin die Daten gehen.',
    at: 'Wählen Sie den Tag, an dem es abgeschaltet wird.',
    past: 'Dieser Tag hat schon begonnen. Wählen Sie einen künftigen; um ein Modell sofort zu beenden, stoppen Sie es.',
  },
  history: {
    stopped: 'Für alle gestoppt: {{reason}}',
    resumed: 'Kann wieder aufgerufen werden',
  },
  stop: {
    action: 'Stoppen …',
    title: '{{model}} für alle stoppen?',
    text: 'Alle Aufrufe dieses Modells werden sofort abgewiesen, auf jedem Gateway und von wem auch immer, bis es jemand fortsetzt. Laufende Aufrufe kommen noch zu Ende.',
    teams_one: '{{count}} Team kann es zurzeit aufrufen und erfährt davon.',
    teams_other:
      '{{count}} Teams können es zurzeit aufrufen und erfahren davon.',
    noTeams: 'Zurzeit kann es kein Team aufrufen.',
    teamsUnknown:
      'Wie viele Teams es aufrufen können, ist zurzeit nicht bekannt.',
    reason: 'Begründung',
    reasonText: 'Alle, deren Aufruf abgewiesen wird, lesen sie.',
    type: 'Zur Bestätigung {{id}} schreiben',
    confirm: 'Für alle stoppen',
    done: '{{model}} ist gestoppt',
  },
  resume: {
    action: 'Fortsetzen …',
    title: 'Aufrufe von {{model}} wieder zulassen?',
    text: 'Aufrufe werden sofort wieder beantwortet, und wer das Modell benutzt, erfährt davon.',
    reason: 'Begründung',
    reasonText:
      'Kann leer bleiben. Alle können sie unter den Änderungen lesen.',
    confirm: 'Fortsetzen',
    done: '{{model}} kann wieder aufgerufen werden',
  },
};
