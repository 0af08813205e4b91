export interface Config {
  maas?: {
    gateway?: {
      /**
       * Address of the gateway as clients reach it, without `/v1`. Snippets show it.
       * @default http://localhost:7080
       * @visibility frontend
       */
      baseUrl?: string;
    };
  };
}
