export { ModelPrices } from './ModelPrices';
