export { ModelSpeed } from './ModelSpeed';
