export { WantedModelSource } from './WantedModelSource';
