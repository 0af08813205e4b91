import type { grantMessages as englishGrants } from '../grants';
import type { Translated } from '../Translated';

/** What teams may use, and the end of it, in German. @internal */
export const grantMessages: Translated<typeof englishGrants> = {
  title: 'Teams, die dieses Modell aufrufen dürfen',
  table: 'Zugang der Teams zu diesem Modell',
  team: 'Team',
  model: 'Modell',
  plan: 'Tarif',
  state: 'Zugang',
  budget: 'Monatsbudget',
  noBudget: 'keines',
  expires: 'Läuft ab',
  actions: 'Aktionen',
  because: 'Grund: {{reason}}',
  menu: 'Was mit dem Zugang von {{team}} zu {{model}} geschehen soll',
  suspend: {
    action: 'Aussetzen …',
    title: 'Zugang von {{team}} zu {{model}} aussetzen?',
    text: 'Aufrufe des Teams werden ab sofort abgewiesen, bis der Zugang wieder gilt. Seine Schlüssel bleiben.',
    confirm: 'Aussetzen',
    done: 'Ausgesetzt: {{team}} kann {{model}} nicht aufrufen',
  },
  resume: {
    action: 'Wieder erlauben …',
    title: 'Zugang von {{team}} zu {{model}} wieder erlauben?',
    text: 'Das Team kann das Modell sofort wieder aufrufen, mit den Schlüsseln, die es hat.',
    confirm: 'Wieder erlauben',
    done: 'Wieder erlaubt: {{team}} kann {{model}} aufrufen',
  },
  revoke: {
    action: 'Widerrufen …',
    title: 'Zugang von {{team}} zu {{model}} widerrufen?',
    text: 'Aufrufe des Teams werden endgültig abgewiesen. Um das Modell wieder zu benutzen, muss das Team neu Zugang beantragen.',
    confirm: 'Endgültig widerrufen',
    done: 'Widerrufen: {{team}} kann {{model}} nicht mehr aufrufen',
  },
};
