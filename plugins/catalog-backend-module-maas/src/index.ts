/**
 * Models, model servers and the gateway's API as catalog entities.
 *
 * @packageDocumentation
 */
export { catalogModuleMaas as default } from './module';
