export { KeyExpiry } from './KeyExpiry';
