import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
} from '@backstage/ui';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useTexts } from '../../hooks/useTexts';
import { describeError } from '../../utils/errors';
import { ErrorNote } from '../ErrorNote';

/**
 * Fields and a button that sends them. Render it only while it is open, so that each
 * opening starts afresh.
 *
 * @internal
 */
export const FormDialog = (props: {
  title: string;
  submitLabel: string;
  /** Whether something is missing or wrong. */
  incomplete: boolean;
  /** Whether something is typed, which a click beside the dialog must not throw away. */
  touched: boolean;
  /** Sends what is typed; where it fails, the dialog stays open and says why. */
  onSubmit: () => Promise<void>;
  onClose: () => void;
  /** What it is about has changed elsewhere; called when the dialog that says so is closed. */
  onOutdated?: () => void;
  children: ReactNode;
}) => {
  const { title, submitLabel, incomplete, touched, children } = props;
  const { onSubmit, onClose, onOutdated } = props;
  const t = useTexts();
  const formId = useId();
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<unknown>();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (incomplete || running) {
      return;
    }
    setRunning(true);
    setError(undefined);
    try {
      await onSubmit();
    } catch (thrown) {
      setError(thrown);
      setRunning(false);
    }
  };

  const close = () => {
    // Closing would not call back what runs; the header's button has no other guard.
    if (running) {
      return;
    }
    onClose();
    if (error !== undefined && describeError(error).status === 409) {
      onOutdated?.();
    }
  };

  return (
    <Dialog
      isOpen
      width={520}
      isDismissable={!running && !touched}
      isKeyboardDismissDisabled={running}
      onOpenChange={open => !open && close()}
    >
      <DialogHeader>{title}</DialogHeader>
      <DialogBody>
        <form id={formId} onSubmit={submit}>
          <Flex direction="column" gap="4">
            {children}
            {error !== undefined && <ErrorNote error={error} />}
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
          isDisabled={incomplete}
        >
          {submitLabel}
        </Button>
      </DialogFooter>
    </Dialog>
  );
};
