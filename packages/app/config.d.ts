/** What the sign-in page reads. */
export interface Config {
  auth?: {
    providers?: {
      /** The demo people; their presence makes them the only way to sign in. */
      personas?: {
        people?: Array<{
          /** @visibility frontend */
          id: string;
          /** @visibility frontend */
          entityRef: string;
          /** @visibility frontend */
          name: string;
          /** @visibility frontend */
          title: string;
          /** @visibility frontend */
          about: string;
        }>;
      };
      /** Sign-in with GitHub, by environment. */
      github?: {
        /** @visibility frontend */
        [authEnv: string]: object;
      };
      /** Sign-in with OpenID Connect, by environment. */
      oidc?: {
        /** @visibility frontend */
        [authEnv: string]: object;
      };
    };
  };
}
