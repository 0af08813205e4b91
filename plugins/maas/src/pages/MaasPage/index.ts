export { MaasPage } from './MaasPage';
