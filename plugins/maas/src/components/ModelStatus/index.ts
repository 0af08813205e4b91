export { ModelStatus, statusText } from './ModelStatus';
