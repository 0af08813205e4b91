export { RotateDialog } from './RotateDialog';
