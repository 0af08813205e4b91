export { KeyTools } from './KeyTools';
