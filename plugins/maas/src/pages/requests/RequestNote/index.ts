export { RequestNote } from './RequestNote';
