/**
 * Finds models in the search of the portal.
 *
 * @packageDocumentation
 */
export { searchModuleMaas as default } from './module';
