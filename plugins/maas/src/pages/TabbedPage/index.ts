export { TabbedPage, type TabPage } from './TabbedPage';
