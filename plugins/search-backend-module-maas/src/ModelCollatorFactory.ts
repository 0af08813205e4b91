import { Readable } from 'node:stream';
import type { AuthService } from '@backstage/backend-plugin-api';
import type { DocumentCollatorFactory } from '@backstage/plugin-search-common';
import {
  MODEL_SEARCH_TYPE,
  maasModelReadPermission,
} from '@openmaas/backstage-plugin-maas-common';
import {
  type MaasService,
  readModels,
} from '@openmaas/backstage-plugin-maas-node';
import { modelDocument } from './modelDocument';

const READ_TIMEOUT_MS = 60_000;

/**
 * Gathers the models that the control plane shows, for all who may see models.
 *
 * @internal
 */
export class ModelCollatorFactory implements DocumentCollatorFactory {
  readonly type = MODEL_SEARCH_TYPE;
  readonly visibilityPermission = maasModelReadPermission;

  constructor(
    private readonly options: { auth: AuthService; maas: MaasService },
  ) {}

  /** {@inheritDoc @backstage/plugin-search-common#DocumentCollatorFactory.getCollator} */
  async getCollator(): Promise<Readable> {
    return Readable.from(this.documents());
  }

  private async *documents() {
    const { auth, maas } = this.options;
    // All of them first: the old index stays where the last page cannot be read.
    const models = await readModels(
      maas.as(await auth.getOwnServiceCredentials()),
      AbortSignal.timeout(READ_TIMEOUT_MS),
    );
    for (const model of models) {
      if (model.visibility !== 'hidden') {
        yield modelDocument(model);
      }
    }
  }
}
