export { StopModel } from './StopModel';
