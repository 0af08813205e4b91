export { MoneyText } from './MoneyText';
