export { ModelRequestPage } from './ModelRequestPage';
