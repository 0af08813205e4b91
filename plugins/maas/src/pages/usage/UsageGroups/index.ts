export { UsageGroups } from './UsageGroups';
