export { ModelPicker, priceLine } from './ModelPicker';
