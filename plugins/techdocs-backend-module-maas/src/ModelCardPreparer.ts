import { createHash } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ANNOTATION_LOCATION,
  type Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { NotFoundError, NotModifiedError } from '@backstage/errors';
import type {
  PreparerBase,
  PreparerOptions,
  PreparerResponse,
} from '@backstage/plugin-techdocs-node';
import {
  type Model,
  MODEL_ID_ANNOTATION,
  modelEntityRef,
  modelLocation,
} from '@openmaas/backstage-plugin-maas-common';
import type { CardOptions } from './card/cardMarkdown';
import { renderCard } from './card/renderCard';
import { stylesheet } from './card/stylesheet';
import { writeSite } from './card/writeSite';

/** What the preparer needs. @internal */
export interface ModelCardPreparerOptions extends CardOptions {
  /** What the control plane says of a model, with its author's text. */
  readModel: (id: string) => Promise<Model>;
  /** Prepares what is no model. */
  others: PreparerBase;
  /** Where directories for a moment are made; the system's own where it is left out. */
  workingDirectory?: string;
}

/**
 * Makes the cards of models; whatever else is documented goes to the stock preparer.
 *
 * @internal
 */
export class ModelCardPreparer implements PreparerBase {
  /** Directories with finished sites, until the generator takes them. */
  private readonly finished = new Set<string>();

  constructor(private readonly options: ModelCardPreparerOptions) {}

  /** {@inheritDoc @backstage/plugin-techdocs-node#PreparerBase.shouldCleanPreparedDirectory} */
  shouldCleanPreparedDirectory(): boolean {
    return this.options.others.shouldCleanPreparedDirectory();
  }

  /**
   * {@inheritDoc @backstage/plugin-techdocs-node#PreparerBase.prepare}
   *
   * @throws NotModifiedError where the card is still the same, NotFoundError where there
   *   is no such model
   */
  async prepare(
    entity: Entity,
    options?: PreparerOptions,
  ): Promise<PreparerResponse> {
    const modelId = modelIdOf(entity);
    return modelId
      ? this.prepareCard(modelId, options?.etag)
      : this.options.others.prepare(entity, options);
  }

  /** Whether a directory holds a finished site; it is asked for once. */
  take(directory: string): boolean {
    return this.finished.delete(directory);
  }

  private async prepareCard(
    modelId: string,
    before?: string,
  ): Promise<PreparerResponse> {
    const { readModel, workingDirectory = tmpdir() } = this.options;
    const model = await readModel(modelId);
    if (model.visibility === 'hidden') {
      // The catalog may not have heard of it yet.
      throw new NotFoundError(`There is no model "${modelId}"`);
    }
    const card = renderCard(model, this.options);
    const etag = createHash('sha256')
      .update(JSON.stringify([card, stylesheet]))
      .digest('hex');
    if (etag === before) {
      throw new NotModifiedError(`The card of model "${modelId}" is the same`);
    }
    const preparedDir = await mkdtemp(join(workingDirectory, 'maas-card-'));
    await writeSite(preparedDir, card, etag);
    this.finished.add(preparedDir);
    return { preparedDir, etag };
  }
}

/** Only entities of the control plane: anybody can write an annotation. */
function modelIdOf(entity: Entity): string | undefined {
  const { annotations } = entity.metadata;
  const modelId = annotations?.[MODEL_ID_ANNOTATION];
  return modelId &&
    annotations?.[ANNOTATION_LOCATION] === modelLocation(modelId) &&
    stringifyEntityRef(entity) === modelEntityRef(modelId)
    ? modelId
    : undefined;
}
