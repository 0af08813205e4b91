import { NavContentBlueprint } from '@backstage/plugin-app-react';
import { PortalSidebar } from './PortalSidebar';

/** Replaces the app's own navigation with the portal's. */
export const navContent = NavContentBlueprint.make({
  params: { component: PortalSidebar },
});
