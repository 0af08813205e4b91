import type { keyPageMessages as english } from '../key';
import type { Translated } from '../Translated';

/** Texts of the page of one key, in German. @internal */
export const keyPageMessages: Translated<typeof english> = {
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
    label: 'Kennzeichen',
    addresses: 'Nur von diesen Adressen',
    onlyModels: 'Eingeschränkt auf',
    previousSecret: 'Geheimnis vor dem letzten Wechsel',
    previousSecretEnds: 'gilt bis {{time}}',
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
    lost: 'Verloren? Wechseln Sie das Geheimnis, oder widerrufen Sie den Schlüssel.',
    lostForeign:
      'Verloren? Widerrufen Sie diesen Schlüssel und erstellen Sie einen neuen.',
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
    cause: {
      person: '{{person}} hat ihn {{time}} ausgesetzt.',
      makerLeft:
        'Die Person, die ihn erstellt hat, ist nicht mehr im Team; bemerkt wurde das {{time}}. Er gilt von selbst wieder, sobald sie zurückkommt; bis dahin kann ihn niemand fortsetzen.',
      teamGone:
        'Sein Team steht nicht mehr im Katalog; bemerkt wurde das {{time}}. Er gilt von selbst wieder, sobald das Team zurückkommt.',
    },
    somebody: 'Jemand',
    reason: 'Begründung: {{reason}}',
  },
  expired: {
    title: 'Dieser Schlüssel ist abgelaufen',
    text: 'Aufrufe mit ihm werden abgewiesen. Beantragen Sie erneut Zugang, um einen neuen zu bekommen.',
  },
  revoked: {
    title: 'Dieser Schlüssel wurde widerrufen',
    text: 'Aufrufe mit ihm werden endgültig abgewiesen. Beantragen Sie erneut Zugang, um einen neuen zu bekommen.',
  },
  rotate: {
    action: 'Geheimnis wechseln …',
    title: 'Ein neues Geheimnis für „{{name}}“',
    text: 'Der Schlüssel behält Namen, Rechte und Nutzung und bekommt ein anderes Geheimnis, das einmal gezeigt wird. Tragen Sie es in Ihre Programme ein, solange das bisherige noch gilt.',
    grace: 'Das bisherige Geheimnis gilt noch',
    hours: {
      h0: 'gar nicht: Es endet sofort',
      h1: 'eine Stunde',
      h24: 'einen Tag',
      h72: 'drei Tage',
      h168: 'eine Woche',
    },
    atOnce:
      'Programme, die noch das bisherige Geheimnis benutzen, werden ab sofort abgewiesen. Richtig, wenn es in falsche Hände geraten sein kann.',
    twice:
      'Ein früheres Geheimnis, das noch bis {{time}} gelten sollte, endet sofort: Neben dem neuen gilt nur eines weiter.',
    confirm: 'Neues Geheimnis erstellen',
  },
  suspend: {
    action: 'Aussetzen …',
    title: '„{{name}}“ aussetzen?',
    text: 'Aufrufe mit diesem Schlüssel werden abgewiesen, bis ihn jemand fortsetzt. Verloren geht dabei nichts.',
    confirm: 'Aussetzen',
  },
  resume: {
    action: 'Fortsetzen …',
    title: '„{{name}}“ fortsetzen?',
    text: 'Aufrufe mit diesem Schlüssel werden wieder beantwortet, soweit sein Team Zugang hat.',
    confirm: 'Fortsetzen',
  },
  revoke: {
    action: 'Widerrufen …',
    title: '„{{name}}“ widerrufen?',
    text: 'Programme, die diesen Schlüssel benutzen, werden ab sofort abgewiesen. Das ist endgültig: Ein widerrufener Schlüssel kommt nicht zurück.',
    confirm: 'Endgültig widerrufen',
  },
  reason: 'Begründung',
  reasonDescription:
    'Kann leer bleiben. Alle, die den Schlüssel sehen, können sie lesen.',
  edit: {
    action: 'Bearbeiten …',
    title: '„{{name}}“ bearbeiten',
    expiry: 'Endet in (Tagen, ab heute)',
    expiryDescription: 'Bleibt das Feld leer, endet er wie bisher: {{time}}.',
    expiryNever: 'Bleibt das Feld leer, gilt er ohne Ende weiter.',
    gone: 'Das Team kann es zurzeit nicht aufrufen.',
    save: 'Speichern',
    saved: 'Der Schlüssel {{name}} ist gespeichert',
  },
  snippets: {
    title: 'Ein Modell aufrufen',
    model: 'Modell',
  },
};
