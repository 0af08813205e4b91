import type { Translated } from '../Translated';
import type { usagePageMessages as english } from '../usage';
import { findRequestMessages } from './findRequest';
import { gatewayMessages } from './gateways';

/** Texts of the page with what was used, in German. @internal */
export const usagePageMessages: Translated<typeof english> = {
  title: 'Nutzung',
  description:
    'Nutzung und Kosten aller Teams, die Sie sehen dürfen, so wie das Gateway jeden Aufruf gemessen hat.',
  period: {
    label: 'Zeitraum',
    today: 'Heute',
    week: '7 Tage',
    thirtyDays: '30 Tage',
    month: 'Dieser Monat',
  },
  filter: {
    team: 'Team',
    allTeams: 'Alle Teams',
    model: 'Modell',
    allModels: 'Alle Modelle',
    clearKey: 'Nur der Schlüssel „{{name}}“: alle Schlüssel zeigen',
  },
  timeZone: 'Tage in der Zeitzone {{zone}}',
  updated: 'gerade aktualisiert',
  notUpdated: 'Nicht aktualisiert seit {{time}}: {{reason}}',
  figure: {
    requests: 'Anfragen',
    failed:
      '{{requests}} fehlgeschlagen: Sie endeten nicht mit einer ganzen Antwort',
    estimated:
      '{{requests}} geschätzt: Das Modell hat seine Tokens nicht gemeldet',
    tokens: 'Tokens',
    input: '{{tokens}} Eingabe, davon {{cached}} aus dem Cache',
    output: '{{tokens}} Ausgabe, davon {{reasoning}} Reasoning',
    cost: 'Kosten',
    exactly: 'genau {{cost}}',
  },
  chart: {
    label: 'Was die Balken zeigen',
    tokens: {
      name: 'Tokens',
      day: 'Tokens pro Tag',
      hour: 'Tokens pro Stunde',
    },
    cost: { name: 'Kosten', day: 'Kosten pro Tag', hour: 'Kosten pro Stunde' },
    keyboard:
      'Balken: Die Pfeiltasten gehen sie durch. Die Zahlen stehen in der Tabelle darunter.',
    others: 'Andere Modelle',
    nothing: 'Nichts genutzt',
    slot: '{{model}}: {{tokens}} Tokens, {{cost}}',
  },
  by: {
    label: 'Gruppieren nach',
    model: 'Modell',
    day: 'Tag',
    key: 'Schlüssel',
    team: 'Team',
  },
  column: {
    requests: 'Anfragen',
    input: 'Tokens Eingabe',
    cached: 'Aus Cache',
    output: 'Tokens Ausgabe',
    reasoning: 'Reasoning',
    cost: 'Kosten',
  },
  table: {
    title: 'Im Einzelnen',
    total: 'Summe',
    shown: '{{from}} bis {{to}} von {{total}}',
  },
  calls: {
    title: 'Letzte Aufrufe',
    none: 'Keine Aufrufe in diesem Zeitraum.',
    most: 'Ein Team, ein Modell oder ein kürzerer Zeitraum zeigt andere.',
    column: {
      time: 'Zeit',
      model: 'Modell',
      key: 'Schlüssel',
      state: 'Status',
      tokens: 'Tokens',
      cost: 'Kosten',
      duration: 'Dauer',
      id: 'Anfrage-ID',
    },
    input: '{{tokens}} Eingabe',
    output: '{{tokens}} Ausgabe',
    firstToken: 'erstes Token {{time}}',
    estimated: 'geschätzt',
    estimatedWhy:
      'Das Modell hat nicht gemeldet, wie viele Tokens es verbraucht hat; sie wurden deshalb geschätzt.',
    nothingBilled: 'fehlgeschlagen, nichts berechnet',
    nothingBilledWhy:
      'Der Aufruf endete, bevor er etwas verbraucht hat, und kostet deshalb nichts.',
    copyId: 'Anfrage-ID kopieren',
    find: 'Was aus der Anfrage {{id}} geworden ist',
  },
  gateways: gatewayMessages,
  find: findRequestMessages,
  empty: {
    title: 'In diesem Zeitraum wurde nichts genutzt',
    text: 'Rufen Sie mit einem Ihrer Schlüssel ein Modell auf: Die Seite jedes Schlüssels hat Beispiele zum Kopieren. Der Aufruf erscheint kurz darauf hier.',
    action: 'Zu den Schlüsseln',
  },
  noHit: {
    title: 'In diesem Zeitraum wurde nichts davon genutzt',
    text: 'Wählen Sie einen anderen Zeitraum oder sehen Sie sich alles an.',
    clear: 'Alle Nutzung zeigen',
  },
  notAllowed: {
    title: 'Es gibt keine Nutzung, die Sie sehen dürfen',
    text: 'Die Regeln dieses Portals erlauben es nicht. Auskunft gibt das Plattform-Team.',
  },
};
