export { EntityModelAccessCard } from './EntityModelAccessCard';
export { ModelAccessCard } from './ModelAccessCard';
