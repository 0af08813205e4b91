export { ModelAccess } from './ModelAccess';
