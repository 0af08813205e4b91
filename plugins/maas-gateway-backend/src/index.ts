/**
 * The gateway of Models-as-a-Service.
 *
 * @packageDocumentation
 */
export { maasGatewayPlugin as default } from './plugin';
