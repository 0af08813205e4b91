export { Gateways } from './Gateways';
