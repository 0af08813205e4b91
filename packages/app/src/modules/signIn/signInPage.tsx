import { SignInPageBlueprint } from '@backstage/plugin-app-react';

/** The portal's sign-in page, loaded only when nobody is signed in. */
export const signInPage = SignInPageBlueprint.make({
  params: {
    loader: async () => {
      const { PortalSignInPage } = await import(
        './components/PortalSignInPage'
      );
      return PortalSignInPage;
    },
  },
});
