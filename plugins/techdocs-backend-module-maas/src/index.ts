/**
 * Model cards as documentation, without MkDocs.
 *
 * @packageDocumentation
 */
export { techdocsModuleMaas as default } from './module';
