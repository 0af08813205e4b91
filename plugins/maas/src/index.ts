/**
 * Models-as-a-Service in the portal: models, keys, requests and usage.
 *
 * @packageDocumentation
 */
export { maasApiRef } from './api';
export { EntityModelCard, MaasPage, maasPlugin } from './plugin';
export { maasTranslationRef } from './translations';
export { isAiModel } from './utils/entities';
