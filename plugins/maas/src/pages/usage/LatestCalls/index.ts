export { LatestCalls } from './LatestCalls';
