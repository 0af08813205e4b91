export { DestructiveButton } from './DestructiveButton';
