import type { findRequestMessages as english } from '../findRequest';
import type { Translated } from '../Translated';

/** Texts about what became of one request, in German. @internal */
export const findRequestMessages: Translated<typeof english> = {
  label: 'Eine Anfrage finden',
  description:
    'Ihre x-request-id: ein Header jeder Antwort, auch einer Abweisung.',
  action: 'Finden',
  malformed:
    'Das ist keine Anfrage-ID. Sie sieht so aus: 019aa5c0-7d2e-7f00-8a1b-2c3d4e5f6091.',
  result: 'Was aus der Anfrage geworden ist',
  close: 'Schließen',
  copy: 'Anfrage-ID kopieren',
  notFound: {
    title: 'Diese Anfrage ist hier nicht bekannt',
    text: 'Sie gehört vielleicht einem anderen Team oder ist vertippt. Eine abgewiesene Anfrage wird einen Tag lang aufbewahrt. Ein Aufruf erscheint kurz nach seinem Ende.',
    action: 'Noch einmal suchen',
  },
  title: {
    refused: 'Abgewiesen: HTTP {{status}}, {{code}}',
    shadow: 'Durchgelassen, obwohl über einer Grenze, die nur meldet',
    made: 'Ausgeführt und abgerechnet',
  },
  told: 'Was dem Client gesagt wurde',
  wouldBe: 'Sie wäre abgewiesen worden: HTTP {{status}}, {{code}}',
  limit: {
    name: 'Grenze',
    scope: 'Von wem',
    limit: 'Höchstens',
    used: 'Verbraucht und reserviert',
    wanted: 'Gewünscht',
    resets: 'Beginnt neu',
  },
  fact: {
    time: 'Zeit',
    state: 'Status',
    model: 'Modell',
    key: 'Schlüssel',
    team: 'Team',
    plan: 'Tarif',
    path: 'Aufgerufen',
    streamed: '{{path}}, gestreamt',
    gateway: 'Gateway',
    endpoint: 'Endpunkt',
    attempts: 'Versuche',
    tokens: 'Tokens',
    cached: 'Eingabe aus dem Cache',
    reasoning: 'Reasoning',
    audio: 'Audio',
    cost: 'Kosten',
    duration: 'Dauer',
    unknown: 'nicht bekannt',
  },
  next: {
    title: 'Was jetzt hilft',
    rate: 'Etwas später noch einmal senden; die Clients von OpenAI und Anthropic tun das von selbst. Geschieht es oft, hilft ein größerer Tarif, oder weniger auf einmal zu senden.',
    quota:
      'Bis zum Neubeginn kommt nichts mehr durch. Ist dieser Tarif zu klein, beantragen Sie einen größeren.',
    budget:
      'Bis zum Neubeginn kommt nichts mehr durch, was weiter kostet. Sehen Sie nach, was das Budget verbraucht hat, und fragen Sie die, die es festlegen.',
    ownLimit:
      'Diese Grenze hat nur der Schlüssel, nicht sein Tarif: Senden Sie weniger auf einmal oder erstellen Sie einen Schlüssel mit einer größeren.',
    key: 'Sehen Sie sich den Schlüssel an: Seine Seite sagt, was mit ihm ist und wie Sie einen anderen bekommen.',
    access: 'Beantragen Sie für Ihr Team Zugang zum Modell.',
    model:
      'Es lag nicht an der Anfrage, sondern am Modell: Versuchen Sie es später noch einmal, oder sehen Sie im Katalog nach, wer zuständig ist.',
    models:
      'Suchen Sie unter den Modellen den Namen, der zu senden ist. Auch Modelle, die Ihr Team nicht sehen darf, werden so beantwortet.',
    request:
      'Korrigieren Sie die Anfrage: Was dem Client gesagt wurde, nennt die Stelle.',
    gateway:
      'Es lag nicht an der Anfrage: Versuchen Sie es gleich noch einmal, und bleibt es dabei, sagen Sie es dem Plattform-Team.',
    largerPlan: 'Größeren Tarif beantragen',
    openKey: 'Schlüssel öffnen',
    usage: 'Nutzung dieses Monats ansehen',
    openModels: 'Alle Modelle',
  },
};
