export { KeyName } from './KeyName';
