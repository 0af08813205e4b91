import type { keysPageMessages as english } from '../keys';
import type { Translated } from '../Translated';

type English = typeof english;

const dialogMessages: Translated<English['dialog']> = {
  title: 'Neuer Schlüssel',
  team: 'Team',
  teamDescription: 'Jeder Aufruf mit dem Schlüssel wird diesem Team berechnet.',
  name: 'Name',
  nameDescription:
    'Wofür der Schlüssel da ist, zum Beispiel „Chatbot der Abschlussarbeit“.',
  label: 'Kennzeichen',
  labelDescription:
    'Kennzeichnet die Aufrufe dieses Schlüssels in der Nutzung, etwa eine App oder eine Kostenstelle. Kann leer bleiben.',
  labelFault:
    'Höchstens 63 Zeichen: Buchstaben ohne Akzente und Umlaute, Ziffern, dazwischen Leerzeichen und . _ / : = -. Es beginnt und endet mit einem Buchstaben oder einer Ziffer.',
  models: 'Modelle',
  modelsDescription:
    'Eine Auswahl schränkt den Schlüssel ein; ohne Auswahl gilt er für alle Modelle des Teams.',
  addresses: 'Nur von diesen Adressen',
  addressesDescription:
    'Ein Netz oder eine Adresse je Zeile, etwa 10.1.0.0/16 oder 2001:db8::/32. Bleibt das Feld leer, dürfen Aufrufe von überall kommen.',
  addressesFault: {
    invalid:
      '„{{address}}“ ist weder Netz noch Adresse. Schreiben Sie zum Beispiel 10.1.0.0/16, 192.0.2.7 oder 2001:db8::/32.',
    twice: '„{{address}}“ steht zweimal da. Lassen Sie eines davon weg.',
    tooMany: 'Höchstens 50. Größere Netze brauchen weniger Zeilen.',
  },
  expiry: 'Läuft ab nach (Tagen)',
  expiryDescription: 'Bleibt das Feld leer, entscheidet das Portal.',
  limits: 'Grenzen dieses Schlüssels',
  limitsDescription:
    'Sie gelten neben den Grenzen der Tarife, die sich alle Schlüssel des Teams teilen: Was zuerst erreicht ist, weist ab. Bleiben die Felder leer, begrenzen nur die Tarife den Schlüssel.',
  create: 'Schlüssel erstellen',
  noTeams:
    'Sie sind in keinem Team, und ein Schlüssel braucht eines. Das Plattform-Team hilft weiter.',
  noGrants:
    'Dieses Team hat noch zu keinem Modell Zugang, ein Schlüssel wäre also ohne Nutzen.',
};

const bulkMessages: Translated<English['bulk']> = {
  label: 'Was mit den ausgewählten Schlüsseln geschehen soll',
  select: '{{name}} auswählen',
  chosen_one: '{{count}} Schlüssel ausgewählt',
  chosen_other: '{{count}} Schlüssel ausgewählt',
  tooMany: 'Höchstens {{most}} auf einmal. Wählen Sie weniger aus.',
  clear: 'Auswahl aufheben',
  suspend: 'Aussetzen …',
  resume: 'Fortsetzen …',
  revoke: 'Widerrufen …',
  suspendUnused: 'Unbenutzte Schlüssel aussetzen …',
  revokeUnused: 'Unbenutzte Schlüssel widerrufen …',
  looking: 'Es wird nachgesehen, was geschehen würde. Noch ändert sich nichts.',
  action: {
    suspend: {
      title: 'Schlüssel aussetzen',
      text: 'Aufrufe mit einem ausgesetzten Schlüssel werden abgewiesen, bis ihn jemand fortsetzt.',
      would_one: '{{count}} Schlüssel würde ausgesetzt',
      would_other: '{{count}} Schlüssel würden ausgesetzt',
      confirm_one: '{{count}} Schlüssel aussetzen',
      confirm_other: '{{count}} Schlüssel aussetzen',
      done_one: '{{count}} Schlüssel ist ausgesetzt',
      done_other: '{{count}} Schlüssel sind ausgesetzt',
    },
    resume: {
      title: 'Schlüssel fortsetzen',
      text: 'Aufrufe mit diesen Schlüsseln werden wieder beantwortet, soweit ihre Teams Zugang haben.',
      would_one: '{{count}} Schlüssel würde fortgesetzt',
      would_other: '{{count}} Schlüssel würden fortgesetzt',
      confirm_one: '{{count}} Schlüssel fortsetzen',
      confirm_other: '{{count}} Schlüssel fortsetzen',
      done_one: '{{count}} Schlüssel gilt wieder',
      done_other: '{{count}} Schlüssel gelten wieder',
    },
    revoke: {
      title: 'Schlüssel widerrufen',
      text: 'Programme, die diese Schlüssel benutzen, werden von da an abgewiesen. Das ist endgültig: Ein widerrufener Schlüssel kommt nicht zurück.',
      would_one: '{{count}} Schlüssel würde widerrufen',
      would_other: '{{count}} Schlüssel würden widerrufen',
      confirm_one: '{{count}} Schlüssel endgültig widerrufen',
      confirm_other: '{{count}} Schlüssel endgültig widerrufen',
      done_one: '{{count}} Schlüssel ist widerrufen',
      done_other: '{{count}} Schlüssel sind widerrufen',
    },
  },
  left_one: '{{count}} Schlüssel bleibt, wie er ist',
  left_other: '{{count}} Schlüssel bleiben, wie sie sind',
  failed_one: '{{count}} Schlüssel ließ sich nicht ändern',
  failed_other: '{{count}} Schlüssel ließen sich nicht ändern',
  nothing: 'Es gibt nichts zu tun: Kein Schlüssel passt.',
  column: {
    key: 'Schlüssel',
    team: 'Team',
    why: 'Grund',
  },
  reason: 'Begründung',
  reasonDescription:
    'Kann leer bleiben. Wer die Schlüssel erstellt hat, kann sie lesen.',
  close: 'Schließen',
};

/** Texts of the page with all keys, and of its dialogs, in German. @internal */
export const keysPageMessages: Translated<English> = {
  title: 'Schlüssel',
  description:
    'Ein Schlüssel gehört einem Team und ruft die Modelle auf, zu denen das Team Zugang hat.',
  newKey: 'Neuer Schlüssel',
  table: 'API-Schlüssel',
  scope: {
    label: 'Welche Schlüssel',
    mine: 'Meine',
    teams: 'Meine Teams',
    all: 'Alle, die ich sehen darf',
  },
  search: 'Schlüssel suchen',
  searchPlaceholder:
    'Name, Kennzeichen, Anfang des Schlüssels, Team oder Person',
  filter: {
    team: 'Team',
    anyTeam: 'Alle Teams',
    state: 'Status',
    anyState: 'In jedem Status',
    unused: 'Seit {{days}} Tagen nicht benutzt',
    clear: 'Filter entfernen',
  },
  sort: {
    label: 'Sortierung',
    '-created': 'Neueste zuerst',
    created: 'Älteste zuerst',
    name: 'Name, von A an',
    '-name': 'Name, von Z an',
    team: 'Team, von A an',
    '-team': 'Team, von Z an',
    '-used': 'Zuletzt benutzt',
    used: 'Am längsten nicht benutzt',
    expires: 'Läuft zuerst ab',
    '-expires': 'Läuft zuletzt ab',
  },
  total_one: '{{count}} Schlüssel',
  total_other: '{{count}} Schlüssel',
  column: {
    name: 'Name',
    team: 'Team',
    maker: 'Erstellt von',
    state: 'Status',
    models: 'Modelle',
    created: 'Erstellt',
    lastUsed: 'Zuletzt benutzt',
    expires: 'Läuft ab',
  },
  labelled: 'Kennzeichen {{label}}',
  noModels: 'zurzeit keine',
  expiryOpen: 'die Tage zählen ab der Entscheidung',
  usedFrom: 'von {{address}}',
  usedBy: 'mit {{client}}',
  unused: {
    label: 'Unbenutzt',
    explanation:
      'Seit {{days}} Tagen gab es keinen Aufruf mit ihm. Was niemand braucht, wird am besten widerrufen.',
    note_one: '{{count}} Schlüssel wurde seit {{days}} Tagen nicht benutzt',
    note_other: '{{count}} Schlüssel wurden seit {{days}} Tagen nicht benutzt',
    noteText:
      'Einen Schlüssel, den niemand braucht, widerrufen Sie am besten: Dann kann er nicht in falsche Hände geraten.',
    show: 'Diese zeigen',
  },
  empty: {
    mine: {
      title: 'Sie haben noch keine Schlüssel',
      text: 'Beantragen Sie Zugang zu einem Modell: Ein Schlüssel gehört dazu.',
    },
    teams: {
      title: 'Dieses Team hat noch keine Schlüssel',
      text: 'Beantragen Sie Zugang zu einem Modell: Ein Schlüssel gehört dazu.',
    },
    all: {
      title: 'Es gibt keine Schlüssel, die Sie sehen dürfen',
      text: 'Beantragen Sie Zugang zu einem Modell: Ein Schlüssel gehört dazu.',
    },
    noTeam: {
      title: 'Sie sind noch in keinem Team',
      text: 'Schlüssel gehören Teams. Die Zuständigen eines Teams oder das Plattform-Team können Sie aufnehmen.',
    },
    filtered: {
      title: 'Kein Schlüssel passt',
      text: 'Versuchen Sie andere Wörter, oder entfernen Sie Filter.',
    },
    action: 'Zu den Modellen',
  },
  bulk: bulkMessages,
  dialog: dialogMessages,
};
