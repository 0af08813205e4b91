import type { gatewayMessages as english } from '../gateways';
import type { Translated } from '../Translated';

/** Texts about gateways and their endpoints, in German. @internal */
export const gatewayMessages: Translated<typeof english> = {
  incomplete: 'Die Zahlen sind vielleicht unvollständig',
  silent: 'Das Gateway {{gateway}} hat sich zuletzt {{time}} gemeldet.',
  dropped:
    'Das Gateway {{gateway}} hat Aufrufe aufgegeben, weil sein Journal voll war: {{calls}}. Sie stehen in keiner Abrechnung und werden nie darin stehen.',
  rejected:
    'Das Gateway {{gateway}} hält Aufrufe, die die Control Plane nicht annimmt: {{calls}}.',
  pending:
    'Das Gateway {{gateway}} hat Aufrufe, die noch hierher unterwegs sind: {{calls}}.',
  attention: 'Gateways brauchen Aufmerksamkeit',
  filling:
    'Das Journal des Gateways {{gateway}} belegt {{bytes}} von {{maxBytes}}. Es leert sich, sobald die Control Plane seine Aufrufe annimmt; bitte nachsehen, warum sie es nicht tut.',
  lost: 'Das Gateway {{gateway}} erreicht Valkey nicht, über das sich Gateways ihre Zähler teilen. Bis dahin entscheidet jedes für sich, wie es konfiguriert ist: nach seinem Anteil an den Grenzen oder gar nicht.',
  unhealthy_one:
    '{{count}} Endpunkt antwortet nicht, wie er soll. Aufrufe gehen an andere seines Modells, wo es welche gibt.',
  unhealthy_other:
    '{{count}} Endpunkte antworten nicht, wie sie sollen. Aufrufe gehen an andere ihrer Modelle, wo es welche gibt.',
  good_one: 'Gateways: {{count}} läuft, auf aktuellem Stand',
  good_other: 'Gateways: {{count}} laufen, auf aktuellem Stand',
  outdated_one: 'Gateways: {{count}} läuft, holt Änderungen nach',
  outdated_other: 'Gateways: {{count}} laufen, holen Änderungen nach',
  none: 'Gateways: keines läuft',
  unknown: 'Der Zustand der Gateways ist zurzeit nicht bekannt.',
  table: 'Gateways',
  column: {
    gateway: 'Gateway',
    state: 'Status',
    sharing: 'Zähler',
    seen: 'Zuletzt gemeldet',
    journal: 'Journal',
    model: 'Modell',
    endpoint: 'Endpunkt',
    running: 'Aufrufe jetzt',
    failures: 'Fehlgeschlagen',
    firstToken: 'Erstes Token',
    speed: 'Tokens/s',
  },
  sharing: {
    alone: 'eigene',
    divide: 'ein Anteil jeder Grenze',
    valkey: 'geteilt',
    lost: 'Teilen ist ausgefallen',
  },
  journal: '{{bytes}} von {{maxBytes}}',
  droppedShort: '{{calls}} aufgegeben',
  notSaid: 'nicht gemeldet',
  notMeasured: '–',
  endpoints: {
    unhealthy: 'Endpunkte mit Fehlern',
    healthy: 'Gesunde Endpunkte',
    noReason: 'antwortet nicht',
    failures: '{{failures}} von {{requests}}',
    explanation:
      'Fehlgeschlagene Aufrufe der letzten Minute; Zeit bis zum ersten Token und Tokens pro Sekunde als Median.',
  },
};
