export { EntityGroupModelsContent } from './EntityGroupModelsContent';
