export { RefreshState } from './RefreshState';
