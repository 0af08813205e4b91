import type {
  commonMessages as englishCommon,
  modelMessages as englishModel,
  stateMessages as englishState,
} from '../common';
import type { Translated } from '../Translated';

/** Texts that several pages share, in German. @internal */
export const commonMessages: Translated<typeof englishCommon> = {
  simulated: {
    label: 'Simuliert',
    explanation:
      'Hier antwortet ein Simulator, keine echten GPUs: Antworten, Tempo und Auslastung sind erfunden.',
    all: 'alle diese Modelle',
  },
  shadow: {
    label: 'Meldet nur',
    explanation:
      'Die Grenzen dieses Tarifs werden gezählt und gemeldet, weisen aber niemanden ab.',
  },
  limit: {
    tokensPerMinute: 'Tokens pro Minute',
    requestsPerMinute: 'Anfragen pro Minute',
    parallelRequests: 'Gleichzeitige Anfragen',
    tokensPerMonth: 'Tokens pro Monat',
    budget: 'Budget',
  },
  error: {
    title: 'Das hat nicht geklappt',
    retry: 'Noch einmal versuchen',
    advice: {
      offline:
        'Das Portal war nicht zu erreichen. Bitte das Netzwerk prüfen und es noch einmal versuchen.',
      signIn: 'Die Anmeldung ist abgelaufen. Bitte neu anmelden.',
      notAllowed:
        'Dazu fehlt die Berechtigung. Auskunft geben die Zuständigen des Teams oder das Plattform-Team.',
      notFound: 'Es existiert nicht oder ist für Sie nicht sichtbar.',
      conflict:
        'Inzwischen hat sich etwas geändert. Bitte noch einmal ansehen und dann entscheiden.',
      input:
        'An den gesendeten Angaben stimmt etwas nicht. Bitte korrigieren und noch einmal versuchen.',
      server:
        'Die Control Plane hat ein Problem. Bitte gleich noch einmal versuchen; bleibt es dabei, hilft das Plattform-Team.',
    },
  },
  copy: {
    action: 'Kopieren',
    done: 'Kopiert',
    failed:
      'Kopieren ist hier gesperrt: Bitte den Text markieren und Strg+C oder ⌘C drücken.',
  },
  list: {
    loading: 'Wird geladen …',
    loadMore: 'Mehr laden',
    shown: '{{shown}} von {{total}}',
  },
  dialog: { cancel: 'Abbrechen' },
  requestAccess: 'Zugang beantragen',
  never: 'nie',
  unnamedKey: 'Schlüssel …{{id}}',
};

/** States of grants, keys, requests and calls, in German. @internal */
export const stateMessages: Translated<typeof englishState> = {
  grant: {
    pending: 'Wartet',
    active: 'Aktiv',
    suspended: 'Ausgesetzt',
    expired: 'Abgelaufen',
    revoked: 'Widerrufen',
    superseded: 'Ersetzt',
    denied: 'Abgelehnt',
    cancelled: 'Zurückgezogen',
  },
  key: {
    waiting: 'Wartet',
    unrevealed: 'Noch nicht angezeigt',
    active: 'Aktiv',
    suspended: 'Ausgesetzt',
    expired: 'Abgelaufen',
    revoked: 'Widerrufen',
  },
  request: {
    pending: 'Wartet',
    askedBack: 'Rückfrage offen',
    approved: 'Genehmigt',
    denied: 'Abgelehnt',
    cancelled: 'Zurückgezogen',
    expired: 'Abgelaufen',
  },
  call: {
    completed: 'Abgeschlossen',
    clientAborted: 'Client hat abgebrochen',
    upstreamError: 'Fehler des Modells',
    upstreamAborted: 'Modell hat abgebrochen',
    gatewayStopped: 'Gateway wurde beendet',
    lost: 'Bei einem Absturz verloren',
  },
  gateway: {
    running: 'Läuft',
    draining: 'Beendet seine Aufrufe',
    stopped: 'Gestoppt',
  },
};

/** Facts about a model, in German. @internal */
export const modelMessages: Translated<typeof englishModel> = {
  servedName: 'Name in Aufrufen',
  copyServedName: 'Namen kopieren',
  provider: 'Anbieter',
  context: 'Kontext',
  tokens: '{{tokens}} Tokens',
  gpus: 'GPUs',
  hardware: 'Hardware',
  quantization: 'Quantisierung',
  license: 'Lizenz',
  weights: 'Gewichte',
  capabilities: 'Fähigkeiten',
  unknown: 'nicht angegeben',
  status: {
    ready: 'Bereit',
    degraded: 'Teilweise erreichbar',
    unreachable: 'Antwortet nicht',
    queued: 'Wartet auf GPUs',
    queuedAt: 'Wartet auf GPUs: Platz {{position}}',
    starting: 'Startet',
    startingAt: 'Startet: {{progress}} %',
    failed: 'Fehlgeschlagen',
    off: 'Aus',
    stopped: 'Gestoppt',
    retired: 'Abgeschaltet',
  },
  modality: {
    text: 'Text',
    image: 'Bilder',
    audio: 'Audio',
    video: 'Video',
    embedding: 'Embeddings',
    score: 'Bewertungen',
  },
  prices: 'Preis je Million Tokens',
  price: {
    input: 'Eingabe',
    cachedInput: 'Eingabe aus dem Cache',
    output: 'Ausgabe',
    reasoning: 'Reasoning',
    audioSecond: 'Audio, je Stunde',
  },
  noPrices: 'Es ist kein Preis festgelegt.',
  access: 'Zugang Ihrer Teams',
  accessOf: '{{team}}: {{plan}}, {{state}}',
};
