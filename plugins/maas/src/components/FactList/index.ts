export { FactList, Fact } from './FactList';
