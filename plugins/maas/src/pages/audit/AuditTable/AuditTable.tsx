import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { AuditEntry } from '@openmaas/backstage-plugin-maas-common';
import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import { useId, useState } from 'react';
import { useTexts } from '../../../hooks/useTexts';
import { actionText } from '../../../utils/audit';
import { formatDateTime } from '../../../utils/dates';
import type { AuditView } from '../AuditPage/useAuditView';
import { EntryDetails } from '../EntryDetails';
import styles from './AuditTable.module.css';
import { Target } from './Target';
import { Who } from './Who';

/** What a narrow window leaves to the details. */
const WIDE_ONLY = ['team', 'address'];

const COLUMNS = [
  'when',
  'who',
  'what',
  'target',
  'team',
  'outcome',
  'address',
] as const;

const EntryRows = (props: {
  entry: AuditEntry;
  onChoose: (changes: AuditView) => void;
}) => {
  const { entry, onChoose } = props;
  const t = useTexts();
  const [isOpen, setOpen] = useState(false);
  const detailsId = useId();
  const action = actionText(entry.action);
  const Arrow = isOpen ? RiArrowDownSLine : RiArrowRightSLine;

  return (
    <>
      <tr>
        <th scope="row">
          <button
            type="button"
            className={styles.opener}
            aria-expanded={isOpen}
            aria-controls={isOpen ? detailsId : undefined}
            onClick={() => setOpen(open => !open)}
          >
            <Arrow size={16} aria-hidden />
            <time dateTime={entry.at}>{formatDateTime(entry.at)}</time>
          </button>
        </th>
        <td>
          <Who actor={entry.actor} />
          {entry.onBehalfOf && (
            <div className={styles.kind}>
              {t('auditPage.onBehalf', {
                person: <Who actor={entry.onBehalfOf} />,
              })}
            </div>
          )}
        </td>
        <td>{action ? t(`auditPage.action.${action}`) : entry.action}</td>
        <td>{entry.target && <Target target={entry.target} />}</td>
        <td className={styles.wide}>
          {entry.team && <EntityRefLink entityRef={entry.team} hideIcon />}
        </td>
        <td>
          <span className={styles.outcome} data-outcome={entry.outcome}>
            {t(`auditPage.outcome.${entry.outcome}`)}
          </span>
        </td>
        <td className={styles.wide}>{entry.address}</td>
      </tr>
      {isOpen && (
        <tr id={detailsId}>
          <td colSpan={COLUMNS.length} className={styles.details}>
            <EntryDetails entry={entry} onChoose={onChoose} />
          </td>
        </tr>
      )}
    </>
  );
};

/** Entries of the audit log; a row opens to all that is known. @internal */
export const AuditTable = (props: {
  entries: AuditEntry[];
  onChoose: (changes: AuditView) => void;
}) => {
  const { entries, onChoose } = props;
  const t = useTexts();
  return (
    <div
      className={styles.scroller}
      role="group"
      aria-label={t('auditPage.table')}
      // Wide tables scroll, and only what has the focus scrolls with keys.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <table className={styles.table} aria-label={t('auditPage.table')}>
        <thead>
          <tr>
            {COLUMNS.map(column => (
              <th
                key={column}
                scope="col"
                className={WIDE_ONLY.includes(column) ? styles.wide : undefined}
              >
                {t(`auditPage.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.map(entry => (
            <EntryRows key={entry.seq} entry={entry} onChoose={onChoose} />
          ))}
        </tbody>
      </table>
    </div>
  );
};
