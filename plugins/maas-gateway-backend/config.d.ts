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
    /**
     * How many gateways serve the same portal, this one included. More than one need
     * `sharing.mode`.
     * @default 1
     */
    replicas?: number | string;
    /** How several gateways share the limits of calls. */
    sharing?: {
      /**
       * alone, there is only this one; divide, each enforces its part of the limits per
       * minute and of parallel calls; valkey, they share all counters.
       * @default alone
       */
      mode?: 'alone' | 'divide' | 'valkey';
      /** The Valkey or Redis server that they share. */
      valkey?: {
        /**
         * Such as redis://valkey:6379 or, with TLS, rediss://valkey:6380; a path such as /1 is
         * the number of the database. Without name and password.
         */
        url: string;
        username?: string;
        /** @visibility secret */
        password?: string;
        /**
         * How long to wait for an answer.
         * @default 250 milliseconds
         */
        commandTimeout?: string | HumanDuration;
        /**
         * While the server is gone: local, each gateway enforces its part of the limits, by
         * `replicas`; deny, they refuse all calls.
         * @default local
         */
        whenLost?: 'local' | 'deny';
      };
    };
    journal?: {
      /**
       * What the journal survives: none, nothing of the last tenth of a second; write, the
       * process being killed; fsync, the machine too.
       * @default write
       */
      sync?: 'none' | 'write' | 'fsync';
      /**
       * How much all of it may take on disk, at least 16mb. The log raises alarms at 50 %
       * and 80 %.
       * @default 1gb
       */
      maxSize?: number | string;
      /**
       * What happens when it is full: no calls are taken, or the oldest that are not in the
       * ledger yet are given up, so that nobody ever pays them.
       * @default refuse
       */
      onFull?: 'refuse' | 'drop-oldest-after-alarm';
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
      /**
       * Clients that may be connected at the same time; others are hung up on.
       * @default 20000
       */
      maxConnections?: number | string;
      /**
       * Largest body of a request that brings a file. While its call runs, it is kept in
       * `dataDir`.
       * @default 25mb
       */
      maxUploadSize?: number | string;
      /**
       * How long a client may take to send the headers of a request.
       * @default 15 seconds
       */
      headTimeout?: string | HumanDuration;
      /**
       * How long a client may take to send all of a request.
       * @default 2 minutes
       */
      timeout?: string | HumanDuration;
    };
    /** Which web pages may call the gateway with keys of their own. */
    cors?: {
      /**
       * Exact origins such as https://chat.example.com; `*` alone for any.
       * @default none
       */
      origins?: string[];
      /**
       * How long a browser remembers what a page may do.
       * @default 10 minutes
       */
      maxAge?: string | HumanDuration;
    };
    /** A line in the log for each request that is over. */
    accessLog?: {
      /** @default false */
      enabled?: boolean | string;
      /** @default info */
      level?: 'info' | 'debug';
    };
    revocation?: {
      /**
       * What becomes of calls that run when their key is revoked or suspended: they
       * finish, or stop at once and are billed for what they used. New calls are refused
       * either way.
       * @default finish
       */
      runningStreams?: 'finish' | 'stop';
    };
    /**
     * Addresses and networks, such as 10.0.0.0/8, of the proxies whose x-forwarded-for is
     * believed.
     * @default none
     */
    trustedProxies?: string[];
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
      /**
       * From the start of a call to the end of its answer.
       * @default as long as it takes
       */
      totalTimeout?: string | HumanDuration;
      /** Asks the servers for their list of models, so that one that is down is left out. */
      healthCheck?: {
        /** @default true */
        enabled?: boolean;
        /**
         * How often, at least every second.
         * @default 15 seconds
         */
        interval?: string | HumanDuration;
      };
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
