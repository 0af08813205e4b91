/**
 * Words, permissions, money, key format and the typed REST client of Models-as-a-Service.
 *
 * @packageDocumentation
 */
export * from './apiKey';
export * from './client';
export * from './cost';
export * from './entities';
export * from './gatewayClient';
export type { components, operations } from './generated/openapi';
export * from './live';
export * from './models';
export * from './money';
export * from './permissions';
export * from './requestAccess';
export * from './search';
export type { MaasClientOptions, MaasRequestOptions } from './rest';
export * from './types';
