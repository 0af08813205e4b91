export { UsageFigures } from './UsageFigures';
