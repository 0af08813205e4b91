import { useApi } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Button, Text, TextAreaField, TextField } from '@backstage/ui';
import {
  maasModelUpdatePermission,
  type Model,
} from '@openmaas/backstage-plugin-maas-common';
import { useCallback, useState } from 'react';
import { maasApiRef } from '../../api';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { DestructiveButton } from '../../components/DestructiveButton';
import { useLoad } from '../../hooks/useLoad';
import { useTexts } from '../../hooks/useTexts';
import { useToast } from '../../hooks/useToast';
import { lifeOf } from '../../utils/modelLife';

/** What the control plane takes at most. */
const MAX_REASON_LENGTH = 1000;

interface DialogProps {
  model: Pick<Model, 'id' | 'title'>;
  onClose: () => void;
  /** The model is stopped, or is not any more. */
  onChanged: () => void;
}

/** How many teams are about to lose a model. */
const Teams = ({ id }: { id: string }) => {
  const t = useTexts();
  const api = useApi(maasApiRef);
  const { value, error } = useLoad(
    useCallback(
      async signal => {
        // A team has one live grant for a model at most.
        const grants = await api.listGrants(
          { model: id, state: ['active'], limit: 1 },
          { signal },
        );
        return grants.totalItems;
      },
      [api, id],
    ),
  );
  if (value === undefined) {
    return error === undefined ? null : (
      <Text>{t('modelLife.stop.teamsUnknown')}</Text>
    );
  }
  return (
    <Text weight="bold">
      {value === 0
        ? t('modelLife.stop.noTeams')
        : t('modelLife.stop.teams', { count: value })}
    </Text>
  );
};

const StopDialog = ({ model, onClose, onChanged }: DialogProps) => {
  const t = useTexts();
  const api = useApi(maasApiRef);
  const toast = useToast();
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  return (
    <ConfirmDialog
      title={t('modelLife.stop.title', { model: model.title })}
      text={t('modelLife.stop.text')}
      confirmLabel={t('modelLife.stop.confirm')}
      destructive
      incomplete={!reason.trim() || typed.trim() !== model.id}
      onClose={onClose}
      onOutdated={onChanged}
      onConfirm={async () => {
        await api.stopModel(model.id, { reason: reason.trim() });
        toast(t('modelLife.stop.done', { model: model.title }));
        onChanged();
      }}
    >
      <Teams id={model.id} />
      <TextAreaField
        label={t('modelLife.stop.reason')}
        description={t('modelLife.stop.reasonText')}
        isRequired
        maxLength={MAX_REASON_LENGTH}
        value={reason}
        onChange={setReason}
      />
      <TextField
        label={t('modelLife.stop.type', { id: model.id })}
        isRequired
        autoComplete="off"
        value={typed}
        onChange={setTyped}
      />
    </ConfirmDialog>
  );
};

const ResumeDialog = ({ model, onClose, onChanged }: DialogProps) => {
  const t = useTexts();
  const api = useApi(maasApiRef);
  const toast = useToast();
  const [reason, setReason] = useState('');
  return (
    <ConfirmDialog
      title={t('modelLife.resume.title', { model: model.title })}
      text={t('modelLife.resume.text')}
      confirmLabel={t('modelLife.resume.confirm')}
      onClose={onClose}
      onOutdated={onChanged}
      onConfirm={async () => {
        const why = reason.trim();
        await api.resumeModel(model.id, why ? { reason: why } : {});
        toast(t('modelLife.resume.done', { model: model.title }));
        onChanged();
      }}
    >
      <TextAreaField
        label={t('modelLife.resume.reason')}
        description={t('modelLife.resume.reasonText')}
        maxLength={MAX_REASON_LENGTH}
        value={reason}
        onChange={setReason}
      />
    </ConfirmDialog>
  );
};

/**
 * Stops a model for everybody, and lets it go on again, for those who may edit models.
 *
 * @internal
 */
export const StopModel = (props: {
  model: Pick<Model, 'id' | 'title' | 'retirement' | 'stopped'>;
  onChanged: () => void;
}) => {
  const { model, onChanged } = props;
  const t = useTexts();
  const { allowed } = usePermission({ permission: maasModelUpdatePermission });
  const [open, setOpen] = useState<'stop' | 'resume'>();
  const dialog = { model, onChanged, onClose: () => setOpen(undefined) };
  const stoppable = !model.stopped && lifeOf(model, Date.now()) !== 'retired';

  return (
    <>
      {allowed && model.stopped && (
        <Button variant="secondary" onPress={() => setOpen('resume')}>
          {t('modelLife.resume.action')}
        </Button>
      )}
      {allowed && stoppable && (
        <DestructiveButton onPress={() => setOpen('stop')}>
          {t('modelLife.stop.action')}
        </DestructiveButton>
      )}
      {open === 'stop' && <StopDialog {...dialog} />}
      {open === 'resume' && <ResumeDialog {...dialog} />}
    </>
  );
};
