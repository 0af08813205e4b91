export { ModelRequestCard } from './ModelRequestCard';
