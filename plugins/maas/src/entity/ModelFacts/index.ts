export { ModelFacts } from './ModelFacts';
