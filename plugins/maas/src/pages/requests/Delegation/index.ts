export { DelegationDialog } from './DelegationDialog';
export { DelegationNotes } from './DelegationNotes';
