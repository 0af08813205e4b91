export { KeyLastUse } from './KeyLastUse';
