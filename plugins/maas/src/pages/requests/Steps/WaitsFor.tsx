import { EntityRefLinks } from '@backstage/plugin-catalog-react';
import type { AccessRequest } from '@openmaas/backstage-plugin-maas-common';
import { useTexts } from '../../../hooks/useTexts';
import { openStepOf, TEXT_OF_STEP } from '../../../utils/accessRequests';
import styles from './Steps.module.css';

/** Who has to do something about a request now, and how far it is. @internal */
export const WaitsFor = ({ request }: { request: AccessRequest }) => {
  const t = useTexts();
  const open = openStepOf(request);
  if (!open) {
    return null;
  }
  const { step, place } = open;
  // The requester's answer comes first; whoever decides may still do so without it.
  const people =
    request.state === 'asked-back' ? [request.requester] : step.deciders;
  return (
    <div className={styles.waitsFor}>
      {people.length > 0 ? (
        <span>
          <EntityRefLinks entityRefs={people} hideIcons />
        </span>
      ) : (
        t(`requestsPage.step.kind.${TEXT_OF_STEP[step.kind]}`)
      )}
      {request.steps.length > 1 && (
        <span className={styles.remark}>
          {t('requestsPage.step.place', {
            step: String(place),
            steps: String(request.steps.length),
          })}
        </span>
      )}
    </div>
  );
};
