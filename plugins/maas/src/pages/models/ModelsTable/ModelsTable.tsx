import {
  Cell,
  type ColumnConfig,
  Flex,
  Table,
  useBreakpoint,
} from '@backstage/ui';
import type { Model, TokenClass } from '@openmaas/backstage-plugin-maas-common';
import { Capabilities } from '../../../components/Capabilities';
import { DateTime } from '../../../components/DateTime';
import { ModelAccess } from '../../../components/ModelAccess';
import { ModelStatus } from '../../../components/ModelStatus';
import { numberColumn } from '../../../components/NumberColumn';
import { useTexts } from '../../../hooks/useTexts';
import { priceText } from '../../../utils/models';
import {
  formatCount,
  formatDuration,
  formatSpeed,
} from '../../../utils/numbers';
import type { Comparison } from '../Comparison';
import { ModelActions } from '../ModelActions';
import { ModelMarks } from '../ModelMarks';
import { ModelTitle } from '../ModelTitle';
import styles from './ModelsTable.module.css';

type Texts = ReturnType<typeof useTexts>;

const Name = ({ model }: { model: Model }) => (
  <Flex direction="column" gap="1">
    <ModelTitle model={model} />
    <span className={styles.id}>{model.id}</span>
    <Flex gap="1" className={styles.marks}>
      <ModelMarks model={model} />
    </Flex>
  </Flex>
);

const Speed = ({ model }: { model: Model }) => {
  const t = useTexts();
  const { tokensPerSecond, timeToFirstTokenMs, measuredAt } = model.speed ?? {};
  if (tokensPerSecond === undefined && timeToFirstTokenMs === undefined) {
    return <span className={styles.remark}>{t('modelsPage.notMeasured')}</span>;
  }
  return (
    <>
      {tokensPerSecond !== undefined &&
        t('modelsPage.tokensPerSecond', {
          speed: formatSpeed(tokensPerSecond),
        })}
      {timeToFirstTokenMs !== undefined && (
        <span className={styles.line}>
          {t('modelsPage.firstToken', {
            time: formatDuration(timeToFirstTokenMs),
          })}
        </span>
      )}
      {measuredAt && (
        <span className={styles.remark}>
          {t('modelsPage.measured', {
            time: <DateTime time={measuredAt} relative />,
          })}
        </span>
      )}
    </>
  );
};

/** Figures that models are chosen by. */
function figureColumns(t: Texts): ColumnConfig<Model>[] {
  const price = (id: 'input' | 'output', tokenClass: TokenClass) =>
    numberColumn<Model>({
      id,
      label: t(`modelsPage.column.${id}`),
      value: model => priceText(model, tokenClass) ?? t('model.unknown'),
    });
  return [
    price('input', 'input'),
    price('output', 'output'),
    numberColumn({
      id: 'context',
      label: t('modelsPage.column.context'),
      value: ({ contextLength }) =>
        contextLength ? formatCount(contextLength) : t('model.unknown'),
    }),
    numberColumn({
      id: 'speed',
      label: t('modelsPage.column.speed'),
      value: model => <Speed model={model} />,
    }),
  ];
}

/** Models as rows, for comparing many at a glance. @internal */
export const ModelsTable = (props: {
  models: Model[];
  comparison: Comparison;
  onEdited: () => void;
}) => {
  const { models, comparison, onEdited } = props;
  const t = useTexts();
  const { down } = useBreakpoint();
  const narrow = down('sm');

  const columns: ColumnConfig<Model>[] = [
    {
      id: 'model',
      label: t('modelsPage.column.model'),
      isRowHeader: true,
      cell: model => (
        <Cell className={`${styles.text} ${styles.name}`}>
          <Name model={model} />
        </Cell>
      ),
    },
    {
      id: 'status',
      label: t('modelsPage.column.status'),
      cell: model => (
        <Cell className={`${styles.text} ${styles.status}`}>
          <ModelStatus status={model.status} />
        </Cell>
      ),
    },
    {
      id: 'provider',
      label: t('modelsPage.column.provider'),
      isHidden: narrow,
      cell: model => (
        <Cell className={styles.text}>
          {model.provider ?? t('model.unknown')}
        </Cell>
      ),
    },
    {
      id: 'capabilities',
      label: t('modelsPage.column.capabilities'),
      isHidden: narrow,
      cell: model => (
        <Cell className={`${styles.text} ${styles.capabilities}`}>
          <Capabilities capabilities={model.capabilities} />
        </Cell>
      ),
    },
    ...figureColumns(t),
    {
      id: 'access',
      label: t('modelsPage.column.access'),
      isHidden: narrow,
      cell: model => (
        <Cell className={`${styles.text} ${styles.access}`}>
          <ModelAccess model={model} />
        </Cell>
      ),
    },
    {
      id: 'actions',
      label: t('modelsPage.column.actions'),
      cell: model => (
        <Cell className={`${styles.text} ${styles.actions}`}>
          <ModelActions
            model={model}
            comparison={comparison.of(model.id)}
            onEdited={onEdited}
          />
        </Cell>
      ),
    },
  ];

  return (
    <section className={styles.root} aria-label={t('modelsPage.list')}>
      <Table
        columnConfig={columns}
        data={models}
        pagination={{ type: 'none' }}
      />
    </section>
  );
};
