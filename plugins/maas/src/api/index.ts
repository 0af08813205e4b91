export { maasApiRef } from './maasApiRef';
