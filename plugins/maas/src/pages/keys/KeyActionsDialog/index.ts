export { KeyActionsDialog, type KeyTarget } from './KeyActionsDialog';
