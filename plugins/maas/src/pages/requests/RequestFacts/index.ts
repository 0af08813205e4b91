export { Changes } from './Changes';
export { RequestedModels } from './RequestedModels';
export { RequestFacts } from './RequestFacts';
