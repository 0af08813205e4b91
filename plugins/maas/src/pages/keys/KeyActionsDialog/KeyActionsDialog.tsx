import { useApi } from '@backstage/core-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Text,
  TextAreaField,
} from '@backstage/ui';
import type {
  BulkKeyAction,
  BulkKeyActionResult,
} from '@openmaas/backstage-plugin-maas-common';
import { useCallback, useState } from 'react';
import { maasApiRef } from '../../../api';
import { ErrorNote } from '../../../components/ErrorNote';
import { ListSkeleton } from '../../../components/ListSkeleton';
import { useLoad } from '../../../hooks/useLoad';
import { useTexts } from '../../../hooks/useTexts';
import type { KeyAction } from '../../../utils/keys';
import { KeyOutcomes } from './KeyOutcomes';

/** What the control plane takes at most. */
const MAX_REASON_LENGTH = 1000;

/** Which keys something is to be done with: these, or all that fit. @internal */
export type KeyTarget = Pick<
  BulkKeyAction,
  'ids' | 'team' | 'maker' | 'unusedDays'
>;

/** What would happen, before anything does. */
const Preview = (props: {
  action: KeyAction;
  result: BulkKeyActionResult;
  reason: string;
  onReason: (reason: string) => void;
}) => {
  const { action, result, reason, onReason } = props;
  const t = useTexts();
  const doable = result.items.filter(({ ok }) => ok);
  const left = result.items.filter(({ ok }) => !ok);
  return (
    <>
      {result.items.length === 0 && <Text>{t('keysPage.bulk.nothing')}</Text>}
      {doable.length > 0 && (
        <KeyOutcomes
          title={t(`keysPage.bulk.action.${action}.would`, {
            count: doable.length,
          })}
          items={doable}
        />
      )}
      {left.length > 0 && (
        <KeyOutcomes
          title={t('keysPage.bulk.left', { count: left.length })}
          items={left}
        />
      )}
      {doable.length > 0 && (
        <TextAreaField
          label={t('keysPage.bulk.reason')}
          description={t('keysPage.bulk.reasonDescription')}
          maxLength={MAX_REASON_LENGTH}
          value={reason}
          onChange={onReason}
        />
      )}
    </>
  );
};

/** What has happened to each key. */
const Report = (props: { action: KeyAction; result: BulkKeyActionResult }) => {
  const { action, result } = props;
  const t = useTexts();
  const done = result.items.filter(({ ok }) => ok);
  const failed = result.items.filter(({ ok }) => !ok);
  return (
    <>
      {done.length > 0 && (
        <KeyOutcomes
          status="success"
          title={t(`keysPage.bulk.action.${action}.done`, {
            count: done.length,
          })}
          items={done}
        />
      )}
      {failed.length > 0 && (
        <KeyOutcomes
          status="danger"
          title={t('keysPage.bulk.failed', { count: failed.length })}
          items={failed}
        />
      )}
    </>
  );
};

/**
 * Says what would become of many keys, does exactly that, and says how it went with each.
 * Render it only while it is open, so that each opening starts afresh.
 *
 * @internal
 */
export const KeyActionsDialog = (props: {
  action: KeyAction;
  /** The same object as long as the dialog is open. */
  target: KeyTarget;
  onClose: () => void;
  /** Called once it is done. */
  onDone: (result: BulkKeyActionResult) => void;
}) => {
  const { action, target, onClose, onDone } = props;
  const t = useTexts();
  const api = useApi(maasApiRef);
  const preview = useLoad(
    useCallback(
      signal => api.actOnKeys({ action, ...target, dryRun: true }, { signal }),
      [api, action, target],
    ),
  );
  const [reason, setReason] = useState('');
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<unknown>();
  const [result, setResult] = useState<BulkKeyActionResult>();
  // Exactly what was shown: filters could fit more keys by now.
  const ids = (preview.value?.items ?? [])
    .filter(({ ok }) => ok)
    .map(({ id }) => id);

  const confirm = async () => {
    setRunning(true);
    setError(undefined);
    try {
      const why = reason.trim();
      const done = await api.actOnKeys({
        action,
        ids,
        ...(why && { reason: why }),
      });
      setResult(done);
      onDone(done);
    } catch (thrown) {
      setError(thrown);
    }
    setRunning(false);
  };

  return (
    <Dialog
      isOpen
      width={640}
      isDismissable={!running && !reason}
      isKeyboardDismissDisabled={running}
      // Closing would not call back what runs; the header's button has no other guard.
      onOpenChange={open => !open && !running && onClose()}
    >
      <DialogHeader>{t(`keysPage.bulk.action.${action}.title`)}</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="4">
          {!result && <Text>{t(`keysPage.bulk.action.${action}.text`)}</Text>}
          {preview.error !== undefined && (
            <ErrorNote error={preview.error} onRetry={preview.reload} />
          )}
          {preview.loading && (
            <>
              <Text color="secondary">{t('keysPage.bulk.looking')}</Text>
              <ListSkeleton rows={3} height={32} />
            </>
          )}
          {preview.value && !preview.loading && !result && (
            <Preview
              action={action}
              result={preview.value}
              reason={reason}
              onReason={setReason}
            />
          )}
          {result && <Report action={action} result={result} />}
          {error !== undefined && <ErrorNote error={error} />}
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" slot="close" isDisabled={running}>
          {result ? t('keysPage.bulk.close') : t('common.dialog.cancel')}
        </Button>
        {!result && ids.length > 0 && (
          <Button
            variant="primary"
            destructive={action !== 'resume'}
            isPending={running}
            onPress={confirm}
          >
            {t(`keysPage.bulk.action.${action}.confirm`, { count: ids.length })}
          </Button>
        )}
      </DialogFooter>
    </Dialog>
  );
};
