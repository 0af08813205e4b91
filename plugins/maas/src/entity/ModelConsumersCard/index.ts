export { EntityModelConsumersCard } from './ModelConsumersCard';
