export { ModelLifeNote } from './ModelLifeNote';
