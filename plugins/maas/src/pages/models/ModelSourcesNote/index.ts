export { ModelSourcesNote } from './ModelSourcesNote';
