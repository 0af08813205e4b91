export { ListSkeleton } from './ListSkeleton';
