import { Alert, Radio, RadioGroup, Text } from '@backstage/ui';
import type { ApiKey } from '@openmaas/backstage-plugin-maas-common';
import { useState } from 'react';
import { ConfirmDialog } from '../../../components/ConfirmDialog';
import { useTexts } from '../../../hooks/useTexts';
import { formatDateTime } from '../../../utils/dates';

/** How long the secret before can work on. */
const GRACE_HOURS = [0, 1, 24, 72, 168] as const;

/** What the control plane does where nothing is said. */
const USUAL_HOURS = 24;

/** Explains what another secret means, and asks how long the one before is to work on. @internal */
export const RotateDialog = (props: {
  apiKey: ApiKey;
  onRotate: (graceHours: number) => Promise<void>;
  onClose: () => void;
  onOutdated: () => void;
}) => {
  const { apiKey, onRotate, onClose, onOutdated } = props;
  const t = useTexts();
  const [hours, setHours] = useState<number>(USUAL_HOURS);

  return (
    <ConfirmDialog
      title={t('keyPage.rotate.title', { name: apiKey.name })}
      text={t('keyPage.rotate.text')}
      confirmLabel={t('keyPage.rotate.confirm')}
      onClose={onClose}
      onOutdated={onOutdated}
      onConfirm={() => onRotate(hours)}
    >
      <RadioGroup
        label={t('keyPage.rotate.grace')}
        value={String(hours)}
        onChange={value => setHours(Number(value))}
      >
        {GRACE_HOURS.map(choice => (
          <Radio key={choice} value={String(choice)}>
            {t(`keyPage.rotate.hours.h${choice}`)}
          </Radio>
        ))}
      </RadioGroup>
      {hours === 0 && (
        <Alert
          role="status"
          status="warning"
          icon
          title={t('keyPage.rotate.atOnce')}
        />
      )}
      {apiKey.previousSecretEndsAt && (
        <Text as="p" color="secondary">
          {t('keyPage.rotate.twice', {
            time: formatDateTime(apiKey.previousSecretEndsAt),
          })}
        </Text>
      )}
    </ConfirmDialog>
  );
};
