export { EntityModelsCard } from './EntityModelsCard';
