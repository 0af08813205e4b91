export { SayBox } from './SayBox';
