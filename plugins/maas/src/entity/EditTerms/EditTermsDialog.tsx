import { useApi } from '@backstage/core-plugin-api';
import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Text,
} from '@backstage/ui';
import type { Model } from '@openmaas/backstage-plugin-maas-common';
import { type FormEvent, useCallback, useId, useState } from 'react';
import { maasApiRef } from '../../api';
import { ErrorNote } from '../../components/ErrorNote';
import { ListSkeleton } from '../../components/ListSkeleton';
import { useLoad } from '../../hooks/useLoad';
import { useTexts } from '../../hooks/useTexts';
import { useToast } from '../../hooks/useToast';
import { describeError } from '../../utils/errors';
import { faultsOf, UNTOUCHED, updateOf } from '../../utils/termsForm';
import { TermFields } from './TermFields';

/** Somebody else was faster: what they did is looked at before anything is saved. */
const Outdated = ({ onLookAgain }: { onLookAgain: () => void }) => {
  const t = useTexts();
  return (
    <Alert
      role="alert"
      status="warning"
      icon
      title={t('entity.terms.conflict.title')}
      description={t('entity.terms.conflict.text')}
      customActions={
        <Button variant="secondary" onPress={onLookAgain}>
          {t('entity.terms.conflict.action')}
        </Button>
      }
    />
  );
};

/**
 * Edits the terms of a model. Render it only while it is open, so that each opening
 * starts afresh.
 *
 * @internal
 */
export const EditTermsDialog = (props: {
  model: Pick<Model, 'id' | 'title'>;
  onClose: () => void;
  onSaved: () => void;
}) => {
  const { model, onClose, onSaved } = props;
  const t = useTexts();
  const formId = useId();
  const api = useApi(maasApiRef);
  const toast = useToast();
  const [form, setForm] = useState(UNTOUCHED);
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<unknown>();
  const {
    value: terms,
    error: loadError,
    reload,
  } = useLoad(
    useCallback(
      signal => api.getModelTerms(model.id, { signal }),
      [api, model.id],
    ),
  );

  const faults = faultsOf(form, Date.now());
  const sound = Object.keys(faults).length === 0;
  const update = terms && sound ? updateOf(terms, form) : undefined;
  const outdated = error !== undefined && describeError(error).status === 409;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!update || running) {
      return;
    }
    setRunning(true);
    setError(undefined);
    try {
      await api.updateModel(model.id, update);
      toast(t('entity.terms.saved', { model: model.title }));
      onSaved();
      onClose();
    } catch (thrown) {
      setError(thrown);
      setRunning(false);
    }
  };

  return (
    <Dialog
      isOpen
      width={720}
      // A click beside it must not throw away what is typed.
      isDismissable={!running && form === UNTOUCHED}
      isKeyboardDismissDisabled={running}
      // Closing would not call back what runs; the header's button has no other guard.
      onOpenChange={open => !open && !running && onClose()}
    >
      <DialogHeader>
        {t('entity.terms.title', { model: model.title })}
      </DialogHeader>
      <DialogBody>
        <form id={formId} onSubmit={submit} noValidate>
          <Flex direction="column" gap="4">
            {loadError !== undefined && (
              <ErrorNote error={loadError} onRetry={reload} />
            )}
            {!terms && loadError === undefined && <ListSkeleton height={48} />}
            {terms && (
              <>
                <Text as="p" color="secondary">
                  {t('entity.terms.explanation', { source: terms.source })}
                </Text>
                <TermFields
                  terms={terms}
                  form={form}
                  faults={faults}
                  onChange={setForm}
                />
              </>
            )}
            {outdated && (
              <Outdated
                onLookAgain={() => {
                  setError(undefined);
                  reload();
                }}
              />
            )}
            {error !== undefined && !outdated && <ErrorNote error={error} />}
          </Flex>
        </form>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" slot="close" isDisabled={running}>
          {t('common.dialog.cancel')}
        </Button>
        <Button
          variant="primary"
          type="submit"
          form={formId}
          isPending={running}
          isDisabled={!update || outdated}
        >
          {t('entity.terms.save')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
};
