export { KeyCards } from './KeyCards';
