export { TermValue } from './TermValue';
