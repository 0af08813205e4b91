export { GatewayNote } from './GatewayNote';
