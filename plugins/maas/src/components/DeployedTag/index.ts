export { DeployedTag } from './DeployedTag';
