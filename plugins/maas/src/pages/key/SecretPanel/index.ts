export { SecretPanel } from './SecretPanel';
