export { ReasonField } from './ReasonField';
export { RequestActions } from './RequestActions';
