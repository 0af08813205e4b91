import type { HumanDuration } from '@backstage/types';

export interface Config {
  /** Models-as-a-Service */
  maas?: {
    /**
     * ISO 4217 code of the installation's one currency.
     * @default USD
     */
    currency?: string;
    gateway?: {
      /**
       * Address of the gateway as clients reach it, without `/v1`.
       * @default http://localhost:7080
       */
      baseUrl?: string;
      /**
       * Subjects of external access that are gateways of their own, beside the one in
       * this backend, as `backend.auth.externalAccess` names them.
       * @default ['external:maas-gateway']
       */
      externalSubjects?: string[];
    };
    access?: {
      /**
       * Days that grants and keys live where the request does not say.
       * @default 90
       */
      defaultExpiryDays?: number;
      /**
       * Most days that a request may ask for.
       * @default 365
       */
      maxExpiryDays?: number;
    };
    reporting?: {
      /**
       * IANA time zone in which reports tell hours, days and months.
       * @default UTC
       */
      timeZone?: string;
    };
    /** Plans by id. The three of the default are replaced as a whole. */
    plans?: {
      [id: string]: {
        title?: string;
        description?: string;
        /**
         * Whether somebody has to approve a request for the plan.
         * @default required
         */
        approval?: 'none' | 'required';
        /** Tokens per minute of the team, over all models. */
        tokensPerMinute?: number;
        requestsPerMinute?: number;
        parallelRequests?: number;
        /** Tokens per calendar month in the reporting time zone. */
        tokensPerMonth?: number;
        /**
         * Its limits are counted and reported, and refuse nobody.
         * @default false
         */
        shadow?: boolean;
        /**
         * Exact decimal by which prices are multiplied.
         * @default 1
         */
        priceFactor?: number | string;
      };
    };
    /** Budgets by id, each of one calendar month in the reporting time zone. */
    budgets?: {
      [id: string]: {
        /** Group whose calls it counts; those of all teams if left out. */
        team?: string;
        /** Id of the model whose calls it counts; those of all models if left out. */
        model?: string;
        /** Id of the API key whose calls it counts; those with all keys if left out. */
        key?: string;
        /** Tokens of prompts and answers, without multipliers. This or `amount`. */
        tokens?: number;
        /** Units of the currency, an exact decimal. This or `tokens`. */
        amount?: number | string;
        /**
         * Calls beyond it are refused; if not, they are only reported.
         * @default true
         */
        hard?: boolean;
      };
    };
    /** The model portfolio. */
    models?: Array<{
      /** Immutable DNS slug, at most 48 characters. */
      id: string;
      /** What clients send as `model`; the id where it is left out. */
      servedName?: string;
      aliases?: string[];
      title?: string;
      description?: string;
      /** Entity reference of the group that owns the model. */
      owner: string;
      provider?: string;
      version?: string;
      license?: string;
      homepage?: string;
      /** @default production */
      lifecycle?: 'experimental' | 'production' | 'deprecated';
      /**
       * restricted: listed, but every plan needs a decision; hidden: not listed.
       * @default public
       */
      visibility?: 'public' | 'restricted' | 'hidden';
      capabilities?: string[];
      /** Tokens, prompt and answer together. */
      contextLength?: number;
      quantization?: string;
      gpus?: number;
      hardware?: string;
      weights?: {
        uri?: string;
        /** Gigabytes (10^9 bytes). */
        sizeGb?: number;
      };
      /**
       * Exact decimal by which its tokens weigh against a plan's limits.
       * @default 1
       */
      multiplier?: number | string;
      /** Ids of the plans it is offered under; all of them if left out. */
      plans?: string[];
      /** In the currency, per million tokens. */
      prices?: {
        input?: number | string;
        cachedInput?: number | string;
        output?: number | string;
        reasoning?: number | string;
        /** Per million seconds of audio: 100 is 0.006 a minute. */
        audioSecond?: number | string;
      };
      /** How long its calls may take; what is left out is as the gateway has it. */
      timeouts?: {
        connect?: string | HumanDuration;
        /** From the request to the head of the answer. */
        firstByte?: string | HumanDuration;
        /** Between two pieces of an answer. */
        idle?: string | HumanDuration;
        /** From admission to the end of the answer. */
        total?: string | HumanDuration;
      };
      /** Addresses of OpenAI-compatible servers. */
      endpoints?: Array<{
        /** Base URL, ending in `/v1`. */
        url: string;
        /** A simulator answers there. */
        simulated?: boolean;
        /**
         * What that server calls the model.
         * @default the served name
         */
        modelName?: string;
        /**
         * How many calls it takes beside the model's other endpoints, from 1 to 1000.
         * @default 1
         */
        weight?: number;
        /**
         * Name of the credential, in `maasGateway.credentials` of the gateway, that the
         * server wants. The secret itself is never here.
         */
        credential?: string;
      }>;
    }>;
  };
}
