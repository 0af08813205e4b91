export { UnusedMark } from './UnusedMark';
