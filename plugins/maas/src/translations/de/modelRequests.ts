import type { modelRequestsPageMessages as english } from '../modelRequests';
import type { Translated } from '../Translated';

export const modelRequestsPageMessages: Translated<typeof english> = {
  title: 'Anträge',
  one: 'Antrag auf ein Modell',
  oneFor: 'Antrag auf {{title}}',
  description: 'Modelle, die gewünscht sind und noch nicht angeboten werden.',
  tabs: {
    access: 'Zugang',
    models: 'Neue Modelle',
  },
  ask: 'Modell beantragen',
  state: {
    submitted: 'Eingereicht',
    underReview: 'In Prüfung',
    approved: 'Genehmigt',
    deploying: 'Wird bereitgestellt',
    available: 'Verfügbar',
    declined: 'Abgelehnt',
    withdrawn: 'Zurückgezogen',
  },
  scope: {
    label: 'Welche Anträge',
    all: 'Alle',
    mine: 'Meine',
  },
  search: 'Anträge durchsuchen',
  searchPlaceholder: 'Modell, Quelle, Team, Person oder Grund',
  filter: {
    state: 'Zustände',
    allStates: 'Alle Zustände',
  },
  sort: {
    label: 'Reihenfolge',
    newest: 'Neueste zuerst',
    oldest: 'Älteste zuerst',
    mostWanted: 'Meistgewünschte zuerst',
    leastWanted: 'Am wenigsten gewünschte zuerst',
  },
  total_one: '{{count}} Antrag',
  total_other: '{{count}} Anträge',
  notUpdated: 'Diese Liste ist von {{time}}. Eine neuere kam nicht: {{reason}}',
  empty: {
    all: {
      title: 'Noch hat niemand ein Modell beantragt',
      text: 'Beantragen Sie das, das Ihnen fehlt; andere können sich anschließen.',
    },
    mine: {
      title: 'Sie haben noch kein Modell beantragt',
      text: 'Beantragen Sie eines, oder schließen Sie sich anderen an.',
    },
    filtered: {
      title: 'Kein Antrag passt',
      text: 'Versuchen Sie es mit weniger Wörtern oder Zuständen, oder beantragen Sie das Modell selbst.',
      action: 'Alle Anträge zeigen',
    },
  },
  notFound: {
    title: 'Diesen Antrag gibt es nicht',
    text: 'Vielleicht ist die Adresse unvollständig.',
    action: 'Alle Anträge ansehen',
  },
  wanted_one: 'Von {{count}} Team gewünscht',
  wanted_other: 'Von {{count}} Teams gewünscht',
  fact: {
    state: 'Zustand',
    model: 'Kennung',
    source: 'Quelle',
    team: 'Team',
    requester: 'Beantragt von',
    created: 'Beantragt',
    payer: 'Zahlt',
    tokens: 'Voraussichtliche Tokens im Monat',
    reason: 'Warum',
    expectedUse: 'Wofür',
    decided: 'Entschieden',
    decidedBy: 'Entschieden von',
    decisionReason: 'Begründung',
  },
  source: {
    huggingface: 'Hugging Face',
    oci: 'OCI-Image',
    s3: 'S3',
    other: 'Anderswo',
  },
  about: 'Was gewünscht ist',
  history: 'Verlauf',
  renamed: 'Es bekommt die Kennung {{model}}.',
  joins: {
    title: 'Wer es haben möchte',
    person: 'Person',
    team: 'Team',
    tokens: 'Tokens im Monat',
    reason: 'Wofür',
  },
  next: {
    available: {
      title: '{{title}} ist da',
      text: 'Ihr Team kann jetzt Zugang dazu beantragen.',
      access: 'Zugang beantragen',
      open: 'Modell öffnen',
    },
    declined: {
      title: 'Dieses Modell wird nicht angeboten',
      text: 'Sie können ein anderes beantragen.',
    },
    submitted:
      'Als Nächstes prüft ihn das Plattformteam. Es geht schneller, wenn Sie sagen, wofür Sie es verwenden würden.',
  },
  comment: {
    label: 'Kommentar',
    description: 'Alle, die diesen Antrag sehen können, lesen ihn.',
    send: 'Kommentieren',
  },
  join: {
    action: 'Ich auch',
    actionFor: 'Ich auch: {{title}}',
    title: 'Dem Antrag auf {{title}} anschließen',
    text: 'Das Plattformteam sieht, wie viele es haben möchten. Sie erfahren, wie es weitergeht.',
    team: 'Ihr Team',
    reason: 'Wofür',
    reasonDescription:
      'Alle, die die Anträge auf Modelle sehen können, können das lesen.',
    tokens: 'Voraussichtliche Tokens im Monat',
    tokensDescription:
      'Eine grobe Zahl hilft beim Planen; lassen Sie sie weg, wenn Sie unsicher sind.',
    confirm: 'Anschließen',
    noTeams:
      'Sie sind noch in keinem Team. Bitten Sie das Plattformteam, Sie in eines aufzunehmen.',
  },
  leave: {
    action: 'Nicht mehr gewünscht',
    title: 'Diesen Antrag verlassen?',
    text: 'Sie werden nicht mehr mitgezählt und erfahren nicht, wie es weitergeht.',
    confirm: 'Verlassen',
  },
  withdraw: {
    action: 'Zurückziehen',
    title: 'Diesen Antrag zurückziehen?',
    text: 'Niemand sonst hat sich ihm angeschlossen. Sie können jederzeit einen neuen stellen.',
    confirm: 'Zurückziehen',
  },
  decide: {
    reason: 'Begründung',
    reasonDescription: 'Alle, die das Modell haben möchten, können sie lesen.',
    review: {
      action: 'Prüfen',
      title: 'Diesen Antrag prüfen?',
      text: 'Alle, die das Modell haben möchten, erfahren, dass jemand ihn prüft.',
    },
    approve: {
      action: 'Genehmigen',
      title: 'Diesen Antrag genehmigen?',
      text: 'Das Modell soll bereitgestellt werden. Sobald ein Modell mit dieser Kennung da ist, wird der Antrag von selbst verfügbar.',
      model: 'Kennung des Modells',
      modelDescription: 'Ändern Sie sie, wenn das Modell eine andere bekommt.',
      modelFault:
        'Kleinbuchstaben, Ziffern und Bindestriche, höchstens 48 Zeichen.',
    },
    deploying: {
      action: 'Bereitstellung hat begonnen',
      title: 'Hat die Bereitstellung begonnen?',
      text: 'Alle, die das Modell haben möchten, erfahren, dass es unterwegs ist.',
    },
    available: {
      action: 'Es ist verfügbar',
      title: 'Ist dieses Modell verfügbar?',
      text: 'Alle, die es haben möchten, bekommen einen Link auf seine Seite.',
      model: 'Das Modell, das es nun ist',
      modelDescription: 'Kennung eines Modells, das auf der Modellseite steht.',
    },
    decline: {
      action: 'Ablehnen',
      title: 'Diesen Antrag ablehnen?',
      text: 'Alle, die das Modell haben möchten, erfahren, warum. Wenn ein anderes denselben Zweck erfüllt, nennen Sie es.',
    },
  },
  form: {
    title: 'Modell beantragen',
    submit: 'Beantragen',
    public:
      'Alle, die die Anträge auf Modelle sehen können, können lesen, was Sie hier schreiben.',
    kind: 'Wo es ist',
    uri: {
      huggingface: 'Kennung bei Hugging Face',
      oci: 'Adresse des Images',
      s3: 'Adresse der Gewichte',
      other: 'Adresse',
    },
    uriDescription: {
      huggingface: 'Etwa mistralai/Mistral-Small-3.2-24B-Instruct-2506',
      oci: 'Etwa oci://quay.io/redhat-ai-services/modelcar-catalog:granite-3.3-8b',
      s3: 'Etwa s3://models/granite-3.3-8b',
      other: 'Eine Seite oder Adresse, unter der es zu finden ist',
    },
    model: 'Kennung, die es hier haben soll',
    modelDescription:
      'Kleinbuchstaben, Ziffern und Bindestriche, höchstens 48 Zeichen.',
    name: 'Name',
    nameDescription: 'Wie man es nennt; sonst wie die Kennung.',
    team: 'Für welches Team',
    payer: 'Welches Team zahlt',
    reason: 'Warum Sie es brauchen',
    expectedUse: 'Wofür Sie es verwenden werden',
    tokens: 'Voraussichtliche Tokens im Monat',
    tokensDescription:
      'Eine grobe Zahl hilft beim Planen; lassen Sie sie weg, wenn Sie unsicher sind.',
  },
  similar: {
    label: 'Ähnlich wie das, was Sie schreiben',
    models: 'Schon da',
    requests: 'Schon beantragt',
    access: 'Zugang beantragen',
    accessFor: 'Zugang zu {{title}} beantragen',
    joined: 'Auch von Ihnen gewünscht',
  },
};
