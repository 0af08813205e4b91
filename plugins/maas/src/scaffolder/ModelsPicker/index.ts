export { ModelsPicker } from './ModelsPicker';
