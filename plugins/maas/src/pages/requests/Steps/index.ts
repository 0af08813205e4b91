export { Steps } from './Steps';
export { WaitsFor } from './WaitsFor';
