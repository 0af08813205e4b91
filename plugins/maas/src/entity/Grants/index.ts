export { GrantActions } from './GrantActions';
export { GrantBudget, GrantState } from './GrantCells';
export { ModelGrants } from './ModelGrants';
export { useGrants } from './useGrants';
