export { KeyActions } from './KeyActions';
