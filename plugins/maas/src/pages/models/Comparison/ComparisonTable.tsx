import { Button, VisuallyHidden } from '@backstage/ui';
import type { Model } from '@openmaas/backstage-plugin-maas-common';
import type { CSSProperties } from 'react';
import { usePlanIndex } from '../../../hooks/usePlanIndex';
import { useTexts } from '../../../hooks/useTexts';
import {
  type ComparedRow,
  type ComparedSubject,
  compareModels,
} from '../../../utils/comparison';
import { ModelActions } from '../ModelActions';
import { ModelMarks } from '../ModelMarks';
import { ModelTitle } from '../ModelTitle';
import { ComparedValue } from './ComparedValue';
import styles from './Comparison.module.css';

function useRowLabel(): (subject: ComparedSubject) => string {
  const t = useTexts();
  return subject => {
    switch (subject.kind) {
      case 'price':
        return t(`model.price.${subject.tokenClass}`);
      case 'capability':
        return subject.capability;
      default:
        return t(`modelsPage.compare.row.${subject.fact}`);
    }
  };
}

/** Says in words what a row's best models are. */
const Best = ({ subject }: { subject: ComparedSubject }) => {
  const t = useTexts();
  return (
    <span className={styles.best}>
      {subject.kind === 'price'
        ? t('modelsPage.compare.cheapest')
        : t('modelsPage.compare.fastest')}
    </span>
  );
};

const RowHeader = ({ row, label }: { row: ComparedRow; label: string }) => {
  const t = useTexts();
  return (
    <th scope="row">
      {label}{' '}
      {row.differs && (
        <span className={styles.differs}>
          {t('modelsPage.compare.differs')}
        </span>
      )}
    </th>
  );
};

const ActionsRow = (props: {
  models: Model[];
  onRemove: (id: string) => void;
}) => {
  const t = useTexts();
  return (
    <tbody>
      <tr>
        <th scope="row">{t('modelsPage.column.actions')}</th>
        {props.models.map(model => (
          <td key={model.id}>
            <div className={styles.actions}>
              <ModelActions model={model} />
              <Button
                size="small"
                variant="tertiary"
                aria-label={t('modelsPage.compare.remove', {
                  model: model.title,
                })}
                onPress={() => props.onRemove(model.id)}
              >
                {t('modelsPage.compare.removeShort')}
              </Button>
            </div>
          </td>
        ))}
      </tr>
    </tbody>
  );
};

/** Models side by side, a column for each. @internal */
export const ComparisonTable = (props: {
  models: Model[];
  onRemove: (id: string) => void;
}) => {
  const { models, onRemove } = props;
  const t = useTexts();
  const labelOf = useRowLabel();
  const plans = usePlanIndex();

  return (
    <table
      className={styles.table}
      style={{ '--models': models.length } as CSSProperties}
    >
      <caption>
        <VisuallyHidden>{t('modelsPage.compare.table')}</VisuallyHidden>
      </caption>
      <thead>
        <tr>
          <th scope="col">
            <VisuallyHidden>{t('modelsPage.compare.fact')}</VisuallyHidden>
          </th>
          {models.map(model => (
            <th key={model.id} scope="col">
              <span className={styles.model}>
                <ModelTitle model={model} />
                <ModelMarks model={model} />
              </span>
            </th>
          ))}
        </tr>
      </thead>
      <ActionsRow models={models} onRemove={onRemove} />
      {compareModels(models).map(({ id, rows }) => (
        <tbody key={id}>
          <tr className={styles.group}>
            <th scope="rowgroup" colSpan={models.length + 1}>
              <span>{t(`modelsPage.compare.group.${id}`)}</span>
            </th>
          </tr>
          {rows.map(row => (
            <tr key={row.id} data-differs={row.differs}>
              <RowHeader row={row} label={labelOf(row.subject)} />
              {models.map(model => (
                <td key={model.id}>
                  <ComparedValue
                    subject={row.subject}
                    model={model}
                    plans={plans}
                  />{' '}
                  {row.best.includes(model.id) && (
                    <Best subject={row.subject} />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
};
