export { CompareBar } from './CompareBar';
export { ComparisonDialog } from './ComparisonDialog';
export { useComparedModels } from './useComparedModels';
export { type Comparison, useComparison } from './useComparison';
