import { cp } from 'node:fs/promises';
import {
  type GeneratorRunOptions,
  TechdocsGenerator,
} from '@backstage/plugin-techdocs-node';
import type { ModelCardPreparer } from './ModelCardPreparer';

/**
 * Takes the cards of models as they were prepared; whatever else is documented is
 * generated as ever.
 *
 * @internal
 */
export class ModelCardGenerator extends TechdocsGenerator {
  constructor(
    private readonly cards: Pick<ModelCardPreparer, 'take'>,
    options: ConstructorParameters<typeof TechdocsGenerator>[0],
  ) {
    super(options);
  }

  /** {@inheritDoc @backstage/plugin-techdocs-node#GeneratorBase.run} */
  async run(options: GeneratorRunOptions): Promise<void> {
    if (this.cards.take(options.inputDir)) {
      await cp(options.inputDir, options.outputDir, { recursive: true });
    } else {
      await super.run(options);
    }
  }
}
