export { KeyStateNote } from './KeyStateNote';
