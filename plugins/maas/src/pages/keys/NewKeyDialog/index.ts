export { NewKeyDialog } from './NewKeyDialog';
