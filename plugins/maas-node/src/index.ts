/**
 * Extension points, services and permission rules for backend modules of
 * Models-as-a-Service.
 *
 * @packageDocumentation
 */
export * from './apiKeyHash';
export * from './gatewayBaseUrl';
export * from './maasService';
export * from './modelSource';
export * from './permissions';
export * from './readModels';
export * from './schedule';
export * from './withServerMessage';
