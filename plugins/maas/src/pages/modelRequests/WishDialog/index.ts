export { WishDialog } from './WishDialog';
