import { useTexts } from '../../../hooks/useTexts';
import type { FieldChange } from '../../../utils/audit';
import styles from './EntryDetails.module.css';

/** One side of a field; the mark says that it is not what the other one is. */
const Side = (props: {
  value: string | undefined;
  differs: boolean;
  as: 'del' | 'ins';
}) => {
  const { value, differs, as: Mark } = props;
  const t = useTexts();
  if (value === undefined) {
    return (
      <span className={styles.nothing}>{t('auditPage.details.nothing')}</span>
    );
  }
  return differs ? (
    <Mark className={styles.value}>{value}</Mark>
  ) : (
    <span className={styles.value}>{value}</span>
  );
};

/** What was before and after, side by side, with what differs marked. @internal */
export const Changes = ({ changes }: { changes: FieldChange[] }) => {
  const t = useTexts();
  return (
    <table
      className={styles.changes}
      aria-label={t('auditPage.details.changes')}
    >
      <thead>
        <tr>
          <th scope="col">{t('auditPage.details.field')}</th>
          <th scope="col">{t('auditPage.details.before')}</th>
          <th scope="col">{t('auditPage.details.after')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ name, before, after, differs }) => (
          <tr key={name} data-differs={differs}>
            <th scope="row">{name}</th>
            <td>
              <Side value={before} differs={differs} as="del" />
            </td>
            <td>
              <Side value={after} differs={differs} as="ins" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
