export { ModelFilters } from './ModelFilters';
