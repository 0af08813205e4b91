export { ModelMarks } from './ModelMarks';
