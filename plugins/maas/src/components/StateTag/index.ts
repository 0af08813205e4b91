export { StateTag } from './StateTag';
