export { FindRequest } from './FindRequest';
export { useRequestParam } from './useRequestParam';
