export { ActiveFilters } from './ActiveFilters';
export { type ActiveFilter, activeFilters, NO_FILTER } from './filtersInForce';
