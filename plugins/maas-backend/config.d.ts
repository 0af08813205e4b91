import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';
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
      /**
       * How long deciders have, from an hour to a year; a request that nobody decided
       * expires then. They are reminded after a third and two thirds of it.
       * @default 14 days
       */
      decideWithin?: string | HumanDuration;
      /**
       * Who decides about which requests; the first rule that fits does. Where none fits,
       * a plan that needs approval, a restricted model and a suspended access are decided
       * by the model's owner; a monthly budget and another plan than the team has, by the
       * team's owner, after the model's where both apply; all else is granted at once. No
       * rule lifts a suspension, and none lets anybody but its owner take a bigger plan or
       * budget from a team.
       */
      rules?: Array<{
        name: string;
        /** All that is given has to fit; everything does if it is left out. */
        when?: {
          /** One of these plans. */
          plans?: string[];
          /** No model but these. */
          models?: string[];
          /** One of these teams. */
          teams?: string[];
          /** One of these classes of data; a request that names none is of public. */
          data?: Array<'public' | 'internal' | 'confidential' | 'personal'>;
          /**
           * Units of the currency, an exact decimal: a monthly budget of that at most. A
           * request without a budget does not fit.
           */
          maxMonthlyBudget?: number | string;
          /** Whether the requester owns the team. */
          requesterOwnsTeam?: boolean;
        };
        /** Granted at once, or decided by these in this order. */
        then: 'grant' | Array<'model-owner' | 'team-owner' | 'platform'>;
      }>;
    };
    /**
     * Access that configuration gives, and nobody has to ask for. It is followed while the
     * portal runs: what is changed here is changed there, what is taken out is revoked.
     */
    grants?: Array<{
      /** Group that may use the model. */
      team: string;
      /** Id of the model. */
      model: string;
      plan: string;
      /** Units of the currency a calendar month, an exact decimal; no limit if left out. */
      monthlyBudget?: number | string;
      /** Time in RFC 3339; no end if left out. */
      expiresAt?: string;
    }>;
    /** Programs that may act as people, with tokens of `backend.auth.externalAccess`. */
    automation?: Array<{
      /** Subject of the token, such as `external:gitops`. */
      subject: string;
      /** The user as whom it makes requests and keys. */
      user: string;
      /** Groups that it acts for; it sees nothing of any other. */
      teams: string[];
      /** Names of the permissions that it has, and no others. */
      permissions: string[];
    }>;
    /** Who runs the platform. */
    roles?: {
      /** Groups that decide what no model's and no team's owner decides. */
      admins?: string[];
    };
    keys?: {
      /**
       * What becomes of the keys of people who leave a team, where the team's group
       * does not say.
       * @default keep
       */
      whenMakerLeaves?: 'keep' | 'suspend';
      /**
       * After how long without a call a key counts as unused; its maker and the owners
       * of its team are told of it once a week. At least one day.
       * @default 30 days
       */
      unusedAfter?: string | HumanDuration;
    };
    teams?: {
      /**
       * How long a group, or a member of one, has to be missing in the catalog until
       * it is gone, and what follows from that happens.
       * @default 10 minutes
       */
      goneAfter?: string | HumanDuration;
      /**
       * How often the teams of the catalog are read.
       * @default every 30 seconds
       */
      schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
    };
    notifications?: {
      /**
       * Whether people are told in Backstage's notifications; without the
       * notifications backend, set it to false.
       * @default true
       */
      enabled?: boolean;
    };
    playground?: {
      /**
       * Whether people can try models out in the portal.
       * @default true
       */
      enabled?: boolean;
      /**
       * How long the keys live that the playground calls with, from a minute to a day.
       * @default 1 hour
       */
      keyLifetime?: string | HumanDuration;
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
    /** OpenAI-compatible servers elsewhere whose models are offered. */
    providers?: Array<{
      /** At most 32 lower-case letters, digits and dashes; it never changes. */
      id: string;
      /** Shown as the provider of its models; the id if left out. */
      title?: string;
      /** Base URL, ending in `/v1`. */
      baseUrl: string;
      /**
       * Name of the credential, in `maasGateway.credentials` of the gateway, that calls
       * want. The secret itself is never here.
       */
      credential?: string;
      /**
       * Bearer token for the list of models, where that wants one; calls do not use it.
       * @visibility secret
       */
      apiKey?: string;
      /**
       * Further headers for the list of models.
       * @deepVisibility secret
       */
      headers?: { [name: string]: string };
      /** A simulator answers there. */
      simulated?: boolean;
      /** Group that owns its models. */
      owner: string;
      /**
       * Whether only the models named below are offered, or all that the server lists.
       * @default listed
       */
      import?: 'listed' | 'all';
      /**
       * What the ids of its models begin with.
       * @default the id and a dash
       */
      idPrefix?: string;
      /** Of its models that do not say otherwise. */
      visibility?: 'public' | 'restricted' | 'hidden';
      /** Of its models that do not say otherwise. */
      plans?: string[];
      /** Of its models that do not say otherwise. */
      capabilities?: string[];
      /**
       * When the list of models is read.
       * @default every 5 minutes, for a minute at most
       */
      schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      /** What is said of single models. */
      models?: Array<{
        /** What the server calls it. */
        name: string;
        /** Immutable DNS slug, at most 48 characters; made from the name if left out. */
        id?: string;
        /** Group that owns the model; that of the provider if left out. */
        owner?: string;
        /** What clients send as `model`; the provider's id, a slash and the name if left out. */
        servedName?: string;
        aliases?: string[];
        title?: string;
        description?: string;
        /** Group that decides about access to it; the owner if left out. */
        approver?: string;
        provider?: string;
        version?: string;
        license?: string;
        homepage?: string;
        /** Markdown for the model's card: what it is for, what it is not for. */
        card?: string;
        /** @default production */
        lifecycle?: 'experimental' | 'production' | 'deprecated';
        /**
         * restricted: listed, but every plan needs a decision; hidden: not listed.
         * @default that of the provider, or public
         */
        visibility?: 'public' | 'restricted' | 'hidden';
        capabilities?: string[];
        /** What it takes and gives; follows from the capabilities if left out. */
        modalities?: {
          input: Array<
            'text' | 'image' | 'audio' | 'video' | 'embedding' | 'score'
          >;
          output: Array<
            'text' | 'image' | 'audio' | 'video' | 'embedding' | 'score'
          >;
        };
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
        /** Ids of the plans it is offered under; those of the provider, or all, if left out. */
        plans?: string[];
        /** What data may be sent to it, and where that goes. */
        dataPolicy?: {
          /** Whether it is served within the organisation. */
          location: 'internal' | 'external';
          region?: string;
          /** personal is data about people. */
          allowed: Array<'public' | 'internal' | 'confidential' | 'personal'>;
        };
        /** Its announced end. */
        retirement?: {
          /** From then on it is not served any more, such as 2027-03-01T09:00:00Z. */
          at: string;
          /** Id of the model that takes over its names then. */
          successor?: string;
          /** Why, for those who use it. */
          note?: string;
        };
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
      }>;
    }>;
    /** What well-known models cost where neither their source nor a person says so. */
    priceBook?: {
      /** @default true */
      enabled?: boolean;
      /**
       * Replaces the whole book that comes with the plugin, which is in USD.
       */
      entries?: Array<{
        /**
         * What the model's server calls it, its served name or the address of its weights;
         * or the beginning of one, followed by `*`.
         */
        model: string;
        /** In the currency, per million tokens. */
        prices: {
          input?: number | string;
          cachedInput?: number | string;
          output?: number | string;
          reasoning?: number | string;
          /** Per million seconds of audio. */
          audioSecond?: number | string;
        };
        /** Where the prices were read, for people. */
        source?: string;
        /** When they were read, for people. */
        date?: string;
      }>;
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
      /** Group that decides about access to it; the owner if left out. */
      approver?: string;
      provider?: string;
      version?: string;
      license?: string;
      homepage?: string;
      /** Markdown for the model's card: what it is for, what it is not for. */
      card?: string;
      /** @default production */
      lifecycle?: 'experimental' | 'production' | 'deprecated';
      /**
       * restricted: listed, but every plan needs a decision; hidden: not listed.
       * @default public
       */
      visibility?: 'public' | 'restricted' | 'hidden';
      capabilities?: string[];
      /** What it takes and gives; follows from the capabilities if left out. */
      modalities?: {
        input: Array<
          'text' | 'image' | 'audio' | 'video' | 'embedding' | 'score'
        >;
        output: Array<
          'text' | 'image' | 'audio' | 'video' | 'embedding' | 'score'
        >;
      };
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
      /** What data may be sent to it, and where that goes. */
      dataPolicy?: {
        /** Whether it is served within the organisation. */
        location: 'internal' | 'external';
        region?: string;
        /** personal is data about people. */
        allowed: Array<'public' | 'internal' | 'confidential' | 'personal'>;
      };
      /** Its announced end. */
      retirement?: {
        /** From then on it is not served any more, such as 2027-03-01T09:00:00Z. */
        at: string;
        /** Id of the model that takes over its names then. */
        successor?: string;
        /** Why, for those who use it. */
        note?: string;
      };
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
