import type { ModelChange } from '@openmaas/backstage-plugin-maas-common';
import { useTexts } from '../../hooks/useTexts';
import { isHistoryField } from '../../utils/history';
import { isTermName } from '../../utils/terms';
import { TermValue } from '../TermValue';

/** What changed, from what to what, in people's words. @internal */
export const ChangedField = ({ change }: { change: ModelChange }) => {
  const { field, before, after } = change;
  const t = useTexts();

  if (field === 'offered') {
    return (
      <>
        {after === true
          ? t('entity.history.offered')
          : t('entity.history.withdrawn')}
      </>
    );
  }
  if (field === 'stopped') {
    return (
      <>
        {typeof after === 'string'
          ? t('modelLife.history.stopped', { reason: after })
          : t('modelLife.history.resumed')}
      </>
    );
  }
  return (
    <>
      {t('entity.history.changed', {
        field: fieldName(t, field),
        before: <TermValue name={field} value={before} />,
        after: <TermValue name={field} value={after} />,
      })}
    </>
  );
};

function fieldName(t: ReturnType<typeof useTexts>, field: string): string {
  if (isTermName(field)) {
    return t(`entity.term.${field}`);
  }
  // A source may tell of more than is known here.
  return isHistoryField(field) ? t(`entity.history.field.${field}`) : field;
}
