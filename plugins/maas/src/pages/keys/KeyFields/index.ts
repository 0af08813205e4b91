export { KeyFields, type ModelOption } from './KeyFields';
