import type {
  keyPageMessages as englishKeyPage,
  keysPageMessages as englishKeysPage,
  requestsPageMessages as englishRequestsPage,
} from '../pages';
import type { Translated } from '../Translated';

/** Texts of the page with all keys, and of its dialog, in German. @internal */
export const keysPageMessages: Translated<typeof englishKeysPage> = {
  title: 'Schlüssel',
  description:
    'Ein Schlüssel gehört einem Team und ruft die Modelle auf, zu denen das Team Zugang hat.',
  newKey: 'Neuer Schlüssel',
  table: 'API-Schlüssel',
  scope: {
    label: 'Welche Schlüssel',
    mine: 'Meine',
    all: 'Alle, die ich sehen darf',
  },
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
  noModels: 'zurzeit keine',
  expiryOpen: 'die Tage zählen ab der Entscheidung',
  empty: {
    mine: {
      title: 'Sie haben noch keine Schlüssel',
      text: 'Beantragen Sie Zugang zu einem Modell: Ein Schlüssel gehört dazu.',
    },
    all: {
      title: 'Es gibt keine Schlüssel, die Sie sehen dürfen',
      text: 'Beantragen Sie Zugang zu einem Modell: Ein Schlüssel gehört dazu.',
    },
    action: 'Zu den Modellen',
  },
  dialog: {
    title: 'Neuer Schlüssel',
    team: 'Team',
    teamDescription:
      'Jeder Aufruf mit dem Schlüssel wird diesem Team berechnet.',
    name: 'Name',
    nameDescription:
      'Wofür der Schlüssel da ist, zum Beispiel „Chatbot der Abschlussarbeit“.',
    models: 'Modelle',
    modelsDescription:
      'Eine Auswahl schränkt den Schlüssel ein; ohne Auswahl gilt er für alle Modelle des Teams.',
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
  },
};

/** Texts of the page of one key, in German. @internal */
export const keyPageMessages: Translated<typeof englishKeyPage> = {
  facts: {
    title: 'Über diesen Schlüssel',
    team: 'Team',
    maker: 'Erstellt von',
    created: 'Erstellt',
    expires: 'Läuft ab',
    revealed: 'Angezeigt',
    revoked: 'Widerrufen',
    lastUsed: 'Zuletzt benutzt',
    neverUsed: 'nie benutzt',
    usage: 'Nutzung ansehen',
    prefix: 'Beginnt mit',
    models: 'Kann aufrufen',
    modelUnder: 'Tarif {{plan}}',
    noModels: 'Zurzeit kein Modell',
    request: 'Antrag',
    openRequest: 'Antrag öffnen',
  },
  limits: {
    title: 'Grenzen',
    own: 'Nur dieser Schlüssel',
    plan: 'Tarif {{plan}}',
    none: 'keine Grenze',
    explanation:
      'Die Grenzen eines Tarifs teilen sich alle Schlüssel des Teams, die unter ihm aufrufen. Was zuerst erreicht ist, weist ab.',
  },
  notFound: {
    title: 'Diesen Schlüssel gibt es nicht, oder er ist nicht Ihrer',
    text: 'Einen Schlüssel sehen die Person, die ihn erstellt hat, und ihr Team. Prüfen Sie die Adresse oder sehen Sie die Schlüssel durch, die Sie sehen dürfen.',
    action: 'Alle Schlüssel',
  },
  waiting: {
    title: 'Dieser Schlüssel wartet auf eine Entscheidung',
    text: 'Er kann angezeigt werden, sobald sein Antrag genehmigt ist.',
    action: 'Antrag ansehen',
  },
  reveal: {
    title: 'Das Geheimnis einmal anzeigen',
    text: 'Das Geheimnis entsteht in dem Moment, in dem Sie es anzeigen, und wird nur dieses eine Mal gezeigt. Gespeichert wird nur ein Hash: Niemand kann es noch einmal zeigen, auch das Plattform-Team nicht.',
    hint: 'Halten Sie einen sicheren Ort dafür bereit, etwa einen Passwortmanager oder einen Secret Store.',
    action: 'Schlüssel anzeigen',
  },
  secret: {
    title: 'Ihr Schlüssel: jetzt speichern',
    warning:
      'Er wird nur dieses eine Mal gezeigt. Wer die Seite verlässt oder neu lädt, hat ihn für immer verloren.',
    label: 'API-Schlüssel',
    environment: 'Als Umgebungsvariable',
    copyEnvironment: 'Export-Zeile kopieren',
    done: 'Ich habe ihn gespeichert',
    leave:
      'Der Schlüssel wird nur dieses eine Mal gezeigt und ist beim Verlassen der Seite verloren. Ohne Speichern verlassen?',
  },
  foreign: {
    title: 'Nur {{maker}} kann diesen Schlüssel anzeigen',
    text: 'Ein Geheimnis sieht nur die Person, die den Schlüssel erstellt hat. Erstellen Sie einen eigenen Schlüssel, wenn Sie einen brauchen.',
  },
  denied: {
    title: 'Sie dürfen diesen Schlüssel nicht anzeigen',
    text: 'Die Regeln dieses Portals erlauben es nicht. Auskunft gibt das Plattform-Team.',
  },
  active: {
    title: 'Dieser Schlüssel wurde angezeigt',
    text: 'Er wurde {{time}} angezeigt und beginnt mit {{prefix}}. Das Geheimnis lässt sich nicht noch einmal zeigen.',
    lost: 'Verloren? Widerrufen Sie diesen Schlüssel und erstellen Sie einen neuen.',
    newKey: 'Neuen Schlüssel erstellen',
  },
  playground: {
    title: 'Dies ist ein Schlüssel des Playgrounds',
    text: 'Mit ihm ruft das Portal auf, während eine Person Modelle ausprobiert. Seine Geheimnisse gelten nur kurz und werden niemandem gezeigt; jeder Besuch benutzt denselben Schlüssel weiter.',
  },
  refused: 'Er kann jetzt nicht angezeigt werden',
  suspended: {
    title: 'Dieser Schlüssel ist ausgesetzt',
    text: 'Aufrufe mit ihm werden abgewiesen, bis er wieder gilt. Auskunft geben die Zuständigen des Teams.',
  },
  expired: {
    title: 'Dieser Schlüssel ist abgelaufen',
    text: 'Aufrufe mit ihm werden abgewiesen. Beantragen Sie erneut Zugang, um einen neuen zu bekommen.',
  },
  revoked: {
    title: 'Dieser Schlüssel wurde widerrufen',
    text: 'Aufrufe mit ihm werden endgültig abgewiesen. Beantragen Sie erneut Zugang, um einen neuen zu bekommen.',
  },
  revoke: {
    action: 'Schlüssel widerrufen',
    title: '„{{name}}“ widerrufen?',
    text: 'Programme, die diesen Schlüssel benutzen, werden ab sofort abgewiesen. Das ist endgültig: Ein widerrufener Schlüssel kommt nicht zurück.',
    confirm: 'Endgültig widerrufen',
  },
  snippets: {
    title: 'Ein Modell aufrufen',
    model: 'Modell',
  },
};

/** Texts of the page with all access requests, in German. @internal */
export const requestsPageMessages: Translated<typeof englishRequestsPage> = {
  title: 'Anträge',
  one: 'Antrag',
  description:
    'Wer Zugang zu welchen Modellen beantragt hat, und was daraus geworden ist.',
  scope: {
    label: 'Welche Anträge',
    mine: 'Meine',
    toDecide: 'Zu entscheiden',
    all: 'Alle, die ich sehen darf',
  },
  empty: {
    mine: {
      title: 'Sie haben noch nichts beantragt',
      text: 'Suchen Sie ein Modell aus und beantragen Sie Zugang für Ihr Team.',
      action: 'Zu den Modellen',
    },
    toDecide: {
      title: 'Nichts wartet auf Sie',
      text: 'Hier erscheinen Anträge, die Sie genehmigen oder ablehnen können.',
    },
    all: {
      title: 'Es gibt keine Anträge, die Sie sehen dürfen',
      text: 'Hier erscheinen Anträge Ihrer Teams und solche zu Ihren Modellen.',
    },
  },
  notFound: {
    title: 'Diesen Antrag gibt es nicht, oder er ist nicht Ihrer',
    text: 'Einen Antrag sehen sein Team und alle, die über ihn entscheiden.',
    action: 'Alle Anträge',
  },
  request: {
    team: 'Team',
    requester: 'Beantragt von',
    created: 'Beantragt',
    plan: 'Tarif',
    purpose: 'Zweck',
    waitsFor: 'Wartet auf',
    decided: 'Entschieden',
    decidedBy: 'Entschieden von',
    rule: 'der Regel „{{name}}“',
    reason: 'Begründung',
    key: 'Schlüssel öffnen',
    withdraw: 'Zurückziehen',
    approve: 'Genehmigen',
    deny: 'Ablehnen',
  },
  withdraw: {
    title: 'Diesen Antrag zurückziehen?',
    text: 'Der Antrag endet, und sein Schlüssel ist nicht zu benutzen. Ein neuer Antrag ist jederzeit möglich.',
    confirm: 'Zurückziehen',
  },
  approve: {
    title: 'Diesen Antrag genehmigen?',
    text: 'Das Team kann die Modelle sofort aufrufen.',
    confirm: 'Genehmigen',
  },
  deny: {
    title: 'Diesen Antrag ablehnen?',
    text: 'Das Team bekommt keinen Zugang. Nennen Sie den Grund, damit es das Richtige beantragen kann.',
    confirm: 'Ablehnen',
  },
  reason: 'Begründung',
  reasonDescription: 'Wer den Antrag gestellt hat, kann sie lesen.',
};
