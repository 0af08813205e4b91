import { EntityDisplayName } from '@backstage/plugin-catalog-react';
import { Alert } from '@backstage/ui';
import type { Model } from '@openmaas/backstage-plugin-maas-common';
import { DateTime } from '../../components/DateTime';
import { ModelName } from '../../components/ModelName';
import { useModelIndex } from '../../hooks/useModelIndex';
import { useTexts } from '../../hooks/useTexts';
import { formatDate } from '../../utils/dates';
import { lifeOf } from '../../utils/modelLife';

const Stopped = ({ stop }: { stop: NonNullable<Model['stopped']> }) => {
  const t = useTexts();
  return (
    <Alert
      status="danger"
      icon
      title={t('modelLife.stopped.title')}
      description={
        <>
          <div>{t('modelLife.stopped.reason', { reason: stop.reason })}</div>
          <div>
            {t('modelLife.stopped.by', {
              person: <EntityDisplayName entityRef={stop.by} hideIcon />,
              time: <DateTime time={stop.at} relative />,
            })}
          </div>
        </>
      }
    />
  );
};

const Retirement = (props: {
  life: 'retiring' | 'retired';
  retirement: NonNullable<Model['retirement']>;
}) => {
  const { life, retirement } = props;
  const { at, successor, note } = retirement;
  const t = useTexts();
  const index = useModelIndex(successor ? [successor] : []);
  return (
    <Alert
      status="warning"
      icon
      title={t(`modelLife.${life}.title`, { date: formatDate(at) })}
      description={
        <>
          <div>
            {successor
              ? t(`modelLife.${life}.successor`, {
                  successor: <ModelName id={successor} index={index} />,
                })
              : t(`modelLife.${life}.none`)}
          </div>
          {note && <div>{note}</div>}
        </>
      }
    />
  );
};

/** Says that a model is stopped, or comes to its end; nothing where it goes on. @internal */
export const ModelLifeNote = (props: {
  model: Pick<Model, 'retirement' | 'stopped'>;
}) => {
  const { retirement, stopped } = props.model;
  const life = lifeOf(props.model, Date.now());
  return (
    <>
      {/* Whoever sees that it is stopped may want to know that it ends anyway. */}
      {stopped && life !== 'retired' && <Stopped stop={stopped} />}
      {retirement && life && (
        <Retirement
          life={life === 'retired' ? 'retired' : 'retiring'}
          retirement={retirement}
        />
      )}
    </>
  );
};
