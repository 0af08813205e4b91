/**
 * Auth provider for development: sign in as one of the demo people.
 *
 * @packageDocumentation
 */
export { authModulePersonas as default } from './module';
export type { Persona } from './personas';
