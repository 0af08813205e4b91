export { EntityModelHealthCard, ModelHealthCard } from './ModelHealthCard';
