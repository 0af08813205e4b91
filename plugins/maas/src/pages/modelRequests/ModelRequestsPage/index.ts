export { ModelRequestsPage } from './ModelRequestsPage';
