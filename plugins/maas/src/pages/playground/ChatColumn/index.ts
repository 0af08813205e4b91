export { ChatColumn } from './ChatColumn';
