import { createApp } from '@backstage/frontend-defaults';
import { navModule } from './modules/nav';
import { signInModule } from './modules/signIn';

// Plugins are found among the dependencies in package.json (app.packages).
export default createApp({
  features: [navModule, signInModule],
});
