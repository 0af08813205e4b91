import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type {
  Model,
  TokenClass,
  UpstreamTimeouts,
} from '@openmaas/backstage-plugin-maas-common';

/** Where a model answers. @public */
export interface ModelEndpoint {
  /** Base URL of an OpenAI-compatible server, ending in `/v1`. */
  url: string;
  /** True where a simulator answers instead of real GPUs. */
  simulated?: boolean;
  /** What that server calls the model; the served name where it is left out. */
  modelName?: string;
  /**
   * How many calls it takes beside the model's other endpoints, a whole number from 1 to
   * 1000; 1 where it is left out.
   */
  weight?: number;
  /**
   * Name of the credential in the gateway's own configuration that the server wants. The
   * control plane never knows the secret.
   */
  credential?: string;
}

/**
 * What whoever serves a model says of it while it cannot be called yet, or any more.
 *
 * @public
 */
export interface ModelServing {
  /** queued waits for GPUs, starting has them. */
  state: 'queued' | 'starting' | 'failed';
  /** Why, for people; at most 500 characters. */
  reason?: string;
  /** Of a queued model; 1 is next. */
  queuePosition?: number;
  /** Of a starting model, a whole number of percent. */
  progress?: number;
}

/**
 * A model as a source describes it. What is left out takes a default: served name and
 * title are the id, lifecycle is `production`, visibility is `public`, the multiplier
 * is 1, all plans are offered, the owner decides about access, modalities follow from
 * the capabilities. A successor that retires itself, or is not offered, is none.
 *
 * @public
 */
export interface ModelDefinition
  extends Pick<Model, 'id' | 'owner'>,
    Partial<
      Pick<
        Model,
        | 'servedName'
        | 'aliases'
        | 'title'
        | 'description'
        | 'approver'
        | 'provider'
        | 'version'
        | 'license'
        | 'homepage'
        | 'card'
        | 'lifecycle'
        | 'visibility'
        | 'capabilities'
        | 'modalities'
        | 'contextLength'
        | 'quantization'
        | 'gpus'
        | 'hardware'
        | 'weights'
        | 'multiplier'
        | 'plans'
        | 'dataPolicy'
        | 'retirement'
      >
    > {
  /**
   * Nano-units of the installation's currency per million tokens; `audioSecond`, per
   * million seconds of audio.
   */
  prices: Partial<Record<TokenClass, bigint>>;
  /** How long calls may take; what is left out is as the gateway's configuration has it. */
  timeouts?: UpstreamTimeouts;
  /** A queued or starting model may have none. */
  endpoints: ModelEndpoint[];
  /** Only where the model is not as its endpoints are. */
  serving?: ModelServing;
}

/** A definition that a source could not read. @public */
export interface ModelFault {
  /** Which one: its id, or its place where it has none. */
  model: string;
  /** What is wrong and how to mend it. */
  message: string;
}

/** Somewhere models come from. @public */
export interface ModelSource {
  /**
   * Name of the source, unique and lasting: it marks which models are whose. Names that
   * begin with `provider` are those of providers in the configuration.
   */
  readonly name: string;
  /** What it is, for those who look for faults, such as `kserve`; `module` if left out. */
  readonly kind?: string;
  /**
   * All models of the source; read after the start, every five minutes, for a minute at
   * most, and soon after it says that it changed. A model that is faulty keeps its last
   * good state; one that is in neither list is withdrawn, unless a fault names no id and
   * might be about it. Where it throws, all models stay as they are.
   */
  read(): Promise<{ models: ModelDefinition[]; faults: ModelFault[] }>;
  /**
   * Called once, before the backend has started: the source calls back whenever something
   * changed, as often as it likes. Every replica follows it.
   */
  subscribe?(onChange: () => void): void;
}

/** Takes further sources of models. @public */
export interface ModelSourcesExtensionPoint {
  /** @throws Error where a source of that name is there already */
  addModelSource(source: ModelSource): void;
}

/** Extension point of plugin `maas` for sources of models. @public */
export const modelSourcesExtensionPoint =
  createExtensionPoint<ModelSourcesExtensionPoint>({
    id: 'maas.model-sources',
  });
