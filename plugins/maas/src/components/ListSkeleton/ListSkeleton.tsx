import { Skeleton, VisuallyHidden } from '@backstage/ui';
import { useTexts } from '../../hooks/useTexts';
import styles from './ListSkeleton.module.css';

/** Stands where something is about to appear. @internal */
export const ListSkeleton = (props: { rows?: number; height?: number }) => {
  const { rows = 3, height = 72 } = props;
  const t = useTexts();
  return (
    <div className={styles.root} role="status" aria-busy="true">
      <VisuallyHidden>{t('common.list.loading')}</VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} width="100%" height={height} />
      ))}
    </div>
  );
};
