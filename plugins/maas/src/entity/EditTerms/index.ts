export { EditTerms } from './EditTerms';
