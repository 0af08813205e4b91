/**
 * Scaffolder actions of Models-as-a-Service.
 *
 * @packageDocumentation
 */
export { scaffolderModuleMaas as default } from './module';
