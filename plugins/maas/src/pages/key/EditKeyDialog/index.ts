export { EditKeyDialog } from './EditKeyDialog';
