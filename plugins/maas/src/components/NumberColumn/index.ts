export { numberColumn } from './numberColumn';
