export interface Config {
  auth?: {
    providers?: {
      /**
       * Development sign-in as one of a few demo people, without a password.
       * Set to null to remove it in a later configuration file.
       */
      personas?: {
        /**
         * The backend does not start with this provider when NODE_ENV is
         * "production", unless this is true. Anybody who can reach the portal
         * can then be any of these people.
         */
        dangerouslyAllowInProduction?: boolean;

        /** Who can be signed in as. At least one. */
        people: Array<{
          /**
           * What requests and the portal call the person: lower case letters,
           * digits and single hyphens, at most 48 characters, unique.
           * @visibility frontend
           */
          id: string;
          /**
           * The User entity that the session belongs to, such as
           * "user:default/dana". It must be in the catalog.
           * @visibility frontend
           */
          entityRef: string;
          /**
           * The name on the sign-in page.
           * @visibility frontend
           */
          name: string;
          /**
           * The person's role, in a few words.
           * @visibility frontend
           */
          title: string;
          /**
           * What can be tried as this person, in a sentence or two.
           * @visibility frontend
           */
          about: string;
        }>;
      };
    };
  };
}
