import { usePermission } from '@backstage/plugin-permission-react';
import { Button } from '@backstage/ui';
import {
  maasModelUpdatePermission,
  type Model,
} from '@openmaas/backstage-plugin-maas-common';
import { useState } from 'react';
import { useTexts } from '../../hooks/useTexts';
import { EditTermsDialog } from './EditTermsDialog';

/**
 * A button that opens the terms of a model, for those who may edit models.
 *
 * @internal
 */
export const EditTerms = (props: {
  model: Pick<Model, 'id' | 'title'>;
  /** The terms are other ones now. */
  onSaved: () => void;
}) => {
  const { model, onSaved } = props;
  const t = useTexts();
  const { allowed } = usePermission({ permission: maasModelUpdatePermission });
  const [open, setOpen] = useState(false);

  return (
    <>
      {allowed && (
        <Button variant="secondary" onPress={() => setOpen(true)}>
          {t('entity.terms.action')}
        </Button>
      )}
      {open && (
        <EditTermsDialog
          model={model}
          onClose={() => setOpen(false)}
          onSaved={onSaved}
        />
      )}
    </>
  );
};
