export { EntityModelContent } from './EntityModelContent';
