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
 * A model as a source describes it. What is left out takes a default: served name and
 * title are the id, lifecycle is `production`, visibility is `public`, the multiplier
 * is 1, all plans are offered.
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
        | 'provider'
        | 'version'
        | 'license'
        | 'homepage'
        | 'lifecycle'
        | 'visibility'
        | 'capabilities'
        | 'contextLength'
        | 'quantization'
        | 'gpus'
        | 'hardware'
        | 'weights'
        | 'multiplier'
        | 'plans'
      >
    > {
  /**
   * Nano-units of the installation's currency per million tokens; `audioSecond`, per
   * million seconds of audio.
   */
  prices: Partial<Record<TokenClass, bigint>>;
  /** How long calls may take; what is left out is as the gateway's configuration has it. */
  timeouts?: UpstreamTimeouts;
  endpoints: ModelEndpoint[];
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
  /** Name of the source, unique and lasting: it marks which models are whose. */
  readonly name: string;
  /**
   * All models of the source; read after the start and every five minutes, for a minute
   * at most. A model that is faulty keeps its last good state; one
   * that is in neither list is withdrawn.
   */
  read(): Promise<{ models: ModelDefinition[]; faults: ModelFault[] }>;
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
