export { JoinDialog } from './JoinDialog';
export { TeamSelect } from './TeamSelect';
