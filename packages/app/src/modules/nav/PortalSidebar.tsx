import {
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarItem,
  SidebarScrollWrapper,
  SidebarSpace,
} from '@backstage/core-components';
import {
  NavContentComponentProps,
  NavContentNavItem,
} from '@backstage/plugin-app-react';
import { NotificationsSidebarItem } from '@backstage/plugin-notifications';
import { SidebarSearchModal } from '@backstage/plugin-search';
import { UserSettingsSignInAvatar } from '@backstage/plugin-user-settings';
import {
  RiMenuLine,
  RiNotification3Line,
  RiSearchLine,
} from '@remixicon/react';
import { SidebarLogo } from './SidebarLogo';

const NavItem = ({ icon, href, title }: NavContentNavItem) => (
  <SidebarItem icon={() => icon} to={href} text={title} />
);

/** The sidebar: models first, then what every portal has. */
export const PortalSidebar = ({ navItems }: NavContentComponentProps) => {
  const nav = navItems.withComponent(NavItem);
  // These two have an item of their own kind below.
  nav.take('page:search');
  nav.take('page:notifications');
  const settings = nav.take('page:user-settings');

  return (
    <Sidebar>
      <SidebarLogo />
      <SidebarGroup
        label="Search"
        icon={<RiSearchLine aria-hidden />}
        to="/search"
      >
        <SidebarSearchModal />
      </SidebarGroup>
      <SidebarDivider />
      <SidebarGroup label="Menu" icon={<RiMenuLine aria-hidden />}>
        {nav.take('page:maas')}
        {nav.take('page:scaffolder')}
        {nav.take('page:catalog')}
        <SidebarDivider />
        <SidebarScrollWrapper>
          {nav.rest({ sortBy: 'title' })}
        </SidebarScrollWrapper>
      </SidebarGroup>
      <SidebarSpace />
      <SidebarDivider />
      {/* Narrow windows show the groups only, as links. */}
      <SidebarGroup
        label="Notifications"
        icon={<RiNotification3Line aria-hidden />}
        to="/notifications"
      >
        <NotificationsSidebarItem />
      </SidebarGroup>
      <SidebarDivider />
      <SidebarGroup
        label="Settings"
        icon={<UserSettingsSignInAvatar />}
        to="/settings"
      >
        {settings}
      </SidebarGroup>
    </Sidebar>
  );
};
