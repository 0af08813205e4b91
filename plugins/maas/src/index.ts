/**
 * Models-as-a-Service in the portal: models, keys, requests and usage.
 *
 * @packageDocumentation
 */
export { maasApiRef } from './api';
export {
  EntityGroupModelsContent,
  EntityModelAccessCard,
  EntityModelCard,
  EntityModelConsumersCard,
  EntityModelContent,
  EntityModelHealthCard,
  EntityModelHistoryCard,
  EntityModelsCard,
  EntityModelSnippetsCard,
  MaasModelsPickerFieldExtension,
  MaasPage,
  MaasPlanPickerFieldExtension,
  maasPlugin,
  MaasTeamPickerFieldExtension,
  MaasWantedModelSourceFieldExtension,
  ModelSearchResultListItem,
} from './plugin';
export { maasTranslationRef } from './translations';
export { dependsOnAiModels, isAiModel } from './utils/entities';
