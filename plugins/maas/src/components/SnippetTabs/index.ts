export { SnippetTabs } from './SnippetTabs';
