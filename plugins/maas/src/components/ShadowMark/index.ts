export { ShadowMark } from './ShadowMark';
