export { UsageFilters } from './UsageFilters';
