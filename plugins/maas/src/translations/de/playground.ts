import type { playgroundMessages as english } from '../playground';
import type { Translated } from '../Translated';

/** Texts of the playground, in German. @internal */
export const playgroundMessages: Translated<typeof english> = {
  title: 'Playground',
  description:
    'Modelle ausprobieren, auch mehrere nebeneinander. Aufrufe werden dem Team berechnet und sind begrenzt wie alle anderen. Vom Gespräch wird nichts gespeichert.',
  team: 'Team',
  newChat: 'Neuer Chat',
  settings: 'Einstellungen',
  export: 'Exportieren',
  clear: {
    title: 'Neuen Chat beginnen?',
    text: 'Prompts und Antworten dieses Chats sind nirgends sonst gespeichert und gehen verloren.',
    confirm: 'Neuer Chat',
  },
  models: {
    add: 'Modell hinzufügen',
    addPlaceholder: 'Vergleichen mit …',
    choose: 'Modell {{number}}',
    remove: '{{model}} entfernen',
    price: '{{input}} Eingabe, {{output}} Ausgabe je Million Tokens',
    factor: 'Tarif {{plan}}: Preise × {{factor}}',
    unavailable: 'Ihr Team kann dieses Modell nicht aufrufen',
    unavailableText:
      'Beantragen Sie Zugang für Ihr Team, oder wählen Sie ein anderes Modell.',
    unknown:
      'Ein Modell „{{model}}“ gibt es nicht, oder es ist für Sie nicht sichtbar',
    columns: 'Modelle nebeneinander',
  },
  empty: {
    off: {
      title: 'Hier gibt es keinen Playground',
      text: 'Er ist in diesem Portal ausgeschaltet. Modelle lassen sich mit einem API-Schlüssel aufrufen.',
    },
    noTeam: {
      title: 'Sie sind in keinem Team',
      text: 'Jeder Aufruf wird einem Team berechnet. Das Plattform-Team kann Sie in eines aufnehmen.',
    },
    noGrants: {
      title: 'Ihre Teams haben noch zu keinem Modell Zugang',
      text: 'Beantragen Sie Zugang zu einem Modell und probieren Sie es hier aus.',
    },
    noChat: {
      title: 'Keines der Modelle Ihres Teams kann chatten',
      text: 'Beantragen Sie Zugang zu einem, das es kann.',
    },
    column: 'Stellen Sie unten eine Frage.',
  },
  prompt: {
    label: 'Prompt',
    placeholder: 'Etwas fragen',
    hint: 'Eingabe sendet, Umschalt+Eingabe beginnt eine neue Zeile, Esc stoppt.',
    send: 'Senden',
    sendAll: 'An alle senden',
    stop: 'Stoppen',
    stopAll: 'Alle stoppen',
    retryAll: 'Alle wiederholen',
    addImage: 'Bilder hinzufügen',
    removeImage: '{{name}} entfernen',
    images: 'Bilder zum Prompt',
    imageFault: {
      type: 'Nur PNG-, JPEG-, WebP- und GIF-Bilder können gesendet werden.',
      count: 'Höchstens {{most}} Bilder passen zu einem Prompt.',
      size: 'Die Bilder sind zu groß: höchstens {{size}} zusammen.',
      unreadable: 'Das Bild lässt sich nicht lesen.',
    },
  },
  chat: {
    with: 'Chat mit {{model}}',
    you: 'Sie',
    image: 'Bild {{number}}',
    noImages: 'Dieses Modell nimmt keine Bilder: Es bekam nur den Text.',
    toolResults: 'Ergebnisse der Werkzeuge',
    waiting: 'Warten auf das erste Wort …',
    stopped: 'Gestoppt.',
    cut: 'Die Antwort ist abgeschnitten: Mehr Tokens darf sie nicht haben.',
    reasoning: 'Reasoning',
    copy: 'Antwort kopieren',
    stop: 'Stoppen',
    retry: 'Wiederholen',
    stopOne: '{{model}} stoppen',
    retryOne: 'Mit {{model}} wiederholen',
    answered: '{{model}} hat geantwortet: {{answer}}',
    failed: '{{model}} hat nicht geantwortet: {{reason}}',
  },
  tools: {
    calls: '{{model}} ruft {{tool}} auf',
    arguments: 'Argumente von {{tool}}',
    result: 'Ergebnis von {{tool}}',
    send: 'Ergebnisse senden',
  },
  figures: {
    label: 'Was diese Antwort gebraucht hat',
    about:
      'Der Modellserver hat die Tokens nicht gezählt: Sie sind aus der Länge der Texte geschätzt.',
    input: '{{tokens}} Eingabe',
    cached: '{{tokens}} aus dem Cache',
    output: '{{tokens}} Ausgabe',
    reasoning: '{{tokens}} Reasoning',
    firstToken: 'erstes Token nach {{time}}',
    speed: '{{speed}} Tokens/s',
  },
  error: {
    title: 'Keine Antwort',
    brokenOff: 'Die Antwort brach ab',
    find: 'Ansehen, was aus dieser Anfrage geworden ist',
  },
  form: {
    title: 'Einstellungen dieses Chats',
    explanation:
      'Sie gehen mit den nächsten Prompts mit. Was leer bleibt, wird nicht gesendet.',
    system: 'System-Prompt',
    systemPlaceholder: 'Etwa „Antworte in einem Satz.“',
    temperature: 'Temperatur',
    topP: 'Top P',
    maxTokens: 'Meiste Tokens einer Antwort',
    seed: 'Seed',
    presencePenalty: 'Abzug für Vorkommen (presence)',
    frequencyPenalty: 'Abzug für Häufigkeit (frequency)',
    stop: 'Stoppfolgen',
    stopDescription: 'Eine je Zeile.',
    tools: 'Werkzeuge',
    toolsDescription:
      'Eine JSON-Liste von Funktionen, wie die API von OpenAI sie annimmt.',
    example: 'Beispiel einfügen',
    fault: {
      json: 'Das ist kein JSON.',
      list: 'Werkzeuge sind eine Liste: Sie gehören zwischen [ und ].',
      type: 'Werkzeug {{position}} braucht "type": "function" und ein Objekt "function".',
      name: 'Werkzeug {{position}} braucht einen Namen aus höchstens 64 Buchstaben, Ziffern, _ und -.',
      parameters:
        'Die Parameter von Werkzeug {{position}} müssen ein JSON-Schema sein, ein Objekt.',
    },
    done: 'Fertig',
  },
  exported: {
    title: 'Gespräch exportieren',
    text: 'Ein Programm, das das Gespräch bis zum letzten Prompt noch einmal sendet. Den API-Schlüssel nimmt es aus der Umgebung.',
    model: 'Modell',
    language: 'Sprache',
    curl: 'curl',
    python: 'Python',
    node: 'Node.js',
    copy: 'Programm kopieren',
    close: 'Schließen',
  },
};
