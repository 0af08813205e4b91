export { SimulatedNote } from './SimulatedNote';
