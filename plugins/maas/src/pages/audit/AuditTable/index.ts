export { AuditTable } from './AuditTable';
export { Who } from './Who';
