import { Alert, Dialog, DialogBody, DialogHeader } from '@backstage/ui';
import { EmptyNote } from '../../../components/EmptyNote';
import { ErrorNote } from '../../../components/ErrorNote';
import { ListSkeleton } from '../../../components/ListSkeleton';
import { useTexts } from '../../../hooks/useTexts';
import { ComparisonTable } from './ComparisonTable';
import type { ComparedModels } from './useComparedModels';
import styles from './Comparison.module.css';

const Comparison = (props: {
  compared: ComparedModels;
  onRemove: (id: string) => void;
}) => {
  const { models, gone, loading, error, retry } = props.compared;
  const t = useTexts();
  if (error !== undefined && models.length === 0) {
    return <ErrorNote error={error} onRetry={retry} />;
  }
  if (loading && models.length === 0) {
    return <ListSkeleton rows={6} height={48} />;
  }
  return (
    <>
      {gone.length > 0 && (
        <Alert
          status="info"
          icon
          title={t('modelsPage.compare.gone', {
            count: gone.length,
            models: gone.join(', '),
          })}
        />
      )}
      {models.length > 0 ? (
        <div className={styles.scroll}>
          <ComparisonTable models={models} onRemove={props.onRemove} />
        </div>
      ) : (
        <EmptyNote
          title={t('modelsPage.compare.nothing.title')}
          text={t('modelsPage.compare.nothing.text')}
        />
      )}
    </>
  );
};

/** The chosen models side by side, above the list. @internal */
export const ComparisonDialog = (props: {
  compared: ComparedModels;
  onRemove: (id: string) => void;
  onClose: () => void;
}) => {
  const { compared, onRemove, onClose } = props;
  const t = useTexts();
  return (
    <Dialog isOpen width="80rem" onOpenChange={open => !open && onClose()}>
      <DialogHeader>{t('modelsPage.compare.title')}</DialogHeader>
      <DialogBody>
        <Comparison compared={compared} onRemove={onRemove} />
      </DialogBody>
    </Dialog>
  );
};
