export { PersonaChoice } from './PersonaChoice';
