import type { HumanDuration } from '@backstage/types';

export interface Config {
  /** The gateway of Models-as-a-Service */
  maasGateway?: {
    /**
     * Whether this backend runs a gateway.
     * @default true
     */
    enabled?: boolean;
    /**
     * Lasting name by which the control plane tells it from other gateways.
     * @default the host's name
     */
    id?: string;
    /** Where programs call the models. */
    listen?: {
      /** @default 127.0.0.1 */
      host?: string;
      /**
       * 0 takes a free one.
       * @default 7080
       */
      port?: number | string;
    };
    /** Where health and metrics are asked for. Never publish it. */
    admin?: {
      /** @default 127.0.0.1 */
      host?: string;
      /**
       * 0 takes a free one.
       * @default 7081
       */
      port?: number | string;
    };
    /**
     * Directory of policy and journal, of one gateway alone. A relative path starts where
     * the backend runs. It has to outlive the gateway: calls that are not in the ledger
     * yet are only there.
     * @default data/gateway
     */
    dataDir?: string;
    journal?: {
      /**
       * What the journal survives: write, the process being killed; fsync, the machine too.
       * @default write
       */
      sync?: 'write' | 'fsync';
    };
    policy?: {
      /**
       * How long the gateway goes on without hearing of the control plane; at least a minute.
       * @default 15 minutes
       */
      maxStale?: string | HumanDuration;
    };
    requests?: {
      /**
       * Largest body of a request, in bytes or such as 10mb (1 MB = 1024 × 1024 bytes).
       * @default 10mb
       */
      maxBodySize?: number | string;
    };
    /** How long model servers are waited for. */
    upstream?: {
      /** @default 5 seconds */
      connectTimeout?: string | HumanDuration;
      /**
       * From the request to the first byte of the answer: where it is not streamed, all of it
       * is made by then.
       * @default 10 minutes
       */
      firstByteTimeout?: string | HumanDuration;
      /**
       * Between two pieces of an answer.
       * @default 2 minutes
       */
      idleTimeout?: string | HumanDuration;
    };
    /**
     * What model servers want, by the names that `credential` of the endpoints in
     * `maas.models` gives: at most 63 lower-case letters, digits and dashes.
     */
    credentials?: {
      [name: string]: {
        /**
         * The secret. Either this or `tokenFile`.
         * @visibility secret
         */
        token?: string;
        /**
         * File that holds the secret; read again when it has changed. A relative path
         * starts where the backend runs.
         */
        tokenFile?: string;
        /**
         * The header it is sent in.
         * @default authorization
         */
        header?: string;
        /**
         * What stands before the secret; empty for nothing.
         * @default Bearer
         */
        scheme?: string;
      };
    };
    /**
     * How long running calls may go on once the gateway has to stop.
     * @default 30 seconds
     */
    drainTimeout?: string | HumanDuration;
    /** The control plane, where it is not in the same backend. */
    controlPlane?: {
      /** Address of its REST API, such as https://portal.example.com/api/maas */
      baseUrl: string;
      /**
       * A token that the portal's backend.auth.externalAccess knows.
       * @visibility secret
       */
      token: string;
    };
  };
}
