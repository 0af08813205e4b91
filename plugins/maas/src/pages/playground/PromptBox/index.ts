export { PromptBox } from './PromptBox';
