/**
 * Control plane of Models-as-a-Service.
 *
 * @packageDocumentation
 */
export { maasPlugin as default } from './plugin';
