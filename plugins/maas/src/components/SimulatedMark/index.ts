export { SimulatedMark } from './SimulatedMark';
