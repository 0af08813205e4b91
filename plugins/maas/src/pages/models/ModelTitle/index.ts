export { ModelTitle } from './ModelTitle';
