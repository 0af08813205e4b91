export { Snippets } from './Snippets';
