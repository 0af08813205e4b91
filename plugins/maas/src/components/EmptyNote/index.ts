export { EmptyNote } from './EmptyNote';
