export { PersonaCard } from './PersonaCard';
