export { type ComparisonChoice, ModelActions } from './ModelActions';
