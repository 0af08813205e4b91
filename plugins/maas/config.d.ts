export interface Config {
  maas?: {
    /**
     * ISO 4217 code of the installation's one currency: budgets and prices are shown in it.
     * @default USD
     * @visibility frontend
     */
    currency?: string;
    gateway?: {
      /**
       * Address of the gateway as clients reach it, without `/v1`. Snippets show it.
       * @default http://localhost:7080
       * @visibility frontend
       */
      baseUrl?: string;
    };
    playground?: {
      /**
       * Whether people can try models out in the portal.
       * @default true
       * @visibility frontend
       */
      enabled?: boolean;
    };
  };
}
