export { UnknownModel } from './UnknownModel';
