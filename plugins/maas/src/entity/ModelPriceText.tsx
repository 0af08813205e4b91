import type { Model } from '@openmaas/backstage-plugin-maas-common';
import { useTexts } from '../hooks/useTexts';
import { priceText } from '../utils/models';

/** Prices of input and output, where a table has little room. @internal */
export const ModelPriceText = ({ model }: { model: Pick<Model, 'prices'> }) => {
  const t = useTexts();
  const none = t('entity.health.chart.none');
  const input = priceText(model, 'input');
  const output = priceText(model, 'output');
  return (
    <>
      {input || output
        ? t('entity.component.prices', {
            input: input ?? none,
            output: output ?? none,
          })
        : t('entity.component.noPrice')}
    </>
  );
};
