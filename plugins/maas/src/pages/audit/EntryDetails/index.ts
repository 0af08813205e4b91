export { EntryDetails } from './EntryDetails';
