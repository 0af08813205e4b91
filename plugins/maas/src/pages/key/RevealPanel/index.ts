export { RevealPanel } from './RevealPanel';
