import { EntityRefLink, EntityRefLinks } from '@backstage/plugin-catalog-react';
import type {
  AccessRequest,
  RequestStep,
} from '@openmaas/backstage-plugin-maas-common';
import { Actor } from '../../../components/Actor';
import { DateTime } from '../../../components/DateTime';
import { ModelName } from '../../../components/ModelName';
import type { ModelIndex } from '../../../hooks/useModelIndex';
import { useTexts } from '../../../hooks/useTexts';
import { isOpen, TEXT_OF_STEP } from '../../../utils/accessRequests';
import styles from './Steps.module.css';

const Decided = ({ step }: { step: RequestStep }) => {
  const t = useTexts();
  const { decidedBy, onBehalfOf, decidedAt, reason } = step;
  if (!decidedBy) {
    return step.deciders.length > 0 ? (
      <EntityRefLinks entityRefs={step.deciders} hideIcons />
    ) : null;
  }
  const person = <Actor actor={decidedBy} />;
  const time = <DateTime time={decidedAt} relative />;
  return (
    <>
      <span>
        {onBehalfOf
          ? t('requestsPage.step.onBehalf', {
              person,
              absent: <EntityRefLink entityRef={onBehalfOf} hideIcon />,
              time,
            })
          : t('requestsPage.step.by', { person, time })}
      </span>
      {reason && <p className={styles.reason}>{reason}</p>}
    </>
  );
};

/** The decisions that a request needs, in their order: who decides, or has decided, and why. @internal */
export const Steps = (props: { request: AccessRequest; index: ModelIndex }) => {
  const { request, index } = props;
  const t = useTexts();
  const severalModels = request.grants.length > 1;
  // What was withdrawn or has expired waits for nobody, whatever its steps say.
  const shown = isOpen(request)
    ? request.steps
    : request.steps.filter(({ decidedBy }) => decidedBy);

  if (shown.length === 0) {
    return request.steps.length === 0 ? (
      <p className={styles.reason}>{t('requestsPage.step.granted')}</p>
    ) : null;
  }
  return (
    <ol className={styles.list}>
      {shown.map((step, place) => (
        <li
          key={place}
          className={styles.step}
          data-state={step.state}
          aria-current={step.state === 'open' ? 'step' : undefined}
        >
          <span className={styles.kind}>
            {t(`requestsPage.step.kind.${TEXT_OF_STEP[step.kind]}`)}
          </span>
          <span className={styles.state}>
            {t(`requestsPage.step.state.${step.state}`)}
          </span>
          <div className={styles.who}>
            <Decided step={step} />
          </div>
          {severalModels && (
            <div className={styles.models}>
              {step.models.map(id => (
                <ModelName key={id} id={id} index={index} unmarked />
              ))}
            </div>
          )}
        </li>
      ))}
    </ol>
  );
};
