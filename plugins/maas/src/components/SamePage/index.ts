export { SamePage } from './SamePage';
