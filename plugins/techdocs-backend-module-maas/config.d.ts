export interface Config {
  maas?: {
    gateway?: {
      /**
       * Address of the gateway as clients reach it, without `/v1`.
       * @default http://localhost:7080
       */
      baseUrl?: string;
    };
  };
}
