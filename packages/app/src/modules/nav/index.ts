import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { navContent } from './navContent';

/** The portal's sidebar. */
export const navModule = createFrontendModule({
  pluginId: 'app',
  extensions: [navContent],
});
