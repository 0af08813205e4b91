export { Decisions } from './Decisions';
export { Participation } from './Participation';
