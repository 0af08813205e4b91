import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { TimelineEntry } from '@openmaas/backstage-plugin-maas-common';
import type { ReactNode } from 'react';
import { useTexts } from '../../hooks/useTexts';
import { Actor } from '../Actor';
import { DateTime } from '../DateTime';
import styles from './Timeline.module.css';

/** Texts have no hyphens in their names. */
const TEXT_OF = {
  created: 'created',
  joined: 'joined',
  left: 'left',
  'under-review': 'underReview',
  'step-approved': 'stepApproved',
  approved: 'approved',
  denied: 'denied',
  declined: 'declined',
  deploying: 'deploying',
  available: 'available',
  'asked-back': 'askedBack',
  answered: 'answered',
  commented: 'commented',
  withdrawn: 'withdrawn',
  expired: 'expired',
  reminded: 'reminded',
} as const;

const Who = ({ entry }: { entry: TimelineEntry }) => {
  const t = useTexts();
  const actor = <Actor actor={entry.actor} />;
  if (!entry.onBehalfOf) {
    return actor;
  }
  const absent = <EntityRefLink entityRef={entry.onBehalfOf} hideIcon />;
  return <>{t('timeline.onBehalf', { actor, absent })}</>;
};

/**
 * What happened to a request, oldest first, with what people said, as they wrote it.
 *
 * @internal
 */
export const Timeline = (props: {
  entries: TimelineEntry[];
  /** More about an entry, such as what was decided differently. */
  detailsOf?: (entry: TimelineEntry) => ReactNode;
}) => {
  const { entries, detailsOf } = props;
  const t = useTexts();
  return (
    <ol className={styles.list} aria-label={t('timeline.label')}>
      {entries.map(entry => (
        <li key={entry.id} className={styles.entry}>
          <div className={styles.what}>
            <span>
              {t(`timeline.${TEXT_OF[entry.event]}`, {
                actor: <Who entry={entry} />,
              })}
            </span>
            <span className={styles.time}>
              <DateTime time={entry.at} relative />
            </span>
          </div>
          {detailsOf?.(entry)}
          {entry.text && <p className={styles.text}>{entry.text}</p>}
        </li>
      ))}
    </ol>
  );
};
