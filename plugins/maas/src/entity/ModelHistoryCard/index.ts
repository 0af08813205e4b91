export { EntityModelHistoryCard, ModelHistoryCard } from './ModelHistoryCard';
