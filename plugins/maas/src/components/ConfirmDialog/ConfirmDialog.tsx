import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Text,
} from '@backstage/ui';
import { type ReactNode, useState } from 'react';
import { useTexts } from '../../hooks/useTexts';
import { describeError } from '../../utils/errors';
import { ErrorNote } from '../ErrorNote';

/** Props of {@link ConfirmDialog}. @internal */
export interface ConfirmDialogProps {
  title: string;
  text: string;
  confirmLabel: string;
  destructive?: boolean;
  /** Whether something is missing, such as a reason. */
  incomplete?: boolean;
  /** More than a question, such as a field for a reason. */
  children?: ReactNode;
  onClose: () => void;
  /** What is done; the dialog stays open and shows the error where it fails. */
  onConfirm: () => Promise<void>;
  /**
   * What the question is about has changed elsewhere. Called when the dialog that says so
   * is closed, since the news may take away what the dialog stands on.
   */
  onOutdated?: () => void;
}

/**
 * Asks before something is done, and says how it went. Render it only while it is open,
 * so that each opening starts afresh.
 *
 * @internal
 */
export const ConfirmDialog = (props: ConfirmDialogProps) => {
  const { title, text, confirmLabel, destructive, children } = props;
  const { incomplete, onClose, onConfirm, onOutdated } = props;
  const t = useTexts();
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<unknown>();

  const confirm = async () => {
    setRunning(true);
    setError(undefined);
    try {
      await onConfirm();
      onClose();
    } catch (thrown) {
      setError(thrown);
      setRunning(false);
    }
  };

  const close = () => {
    // What runs cannot be called back, so that closing would only hide how it went.
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
      isDismissable={!running}
      isKeyboardDismissDisabled={running}
      onOpenChange={open => !open && close()}
    >
      <DialogHeader>{title}</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="4">
          <Text>{text}</Text>
          {children}
          {error !== undefined && <ErrorNote error={error} />}
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" slot="close" isDisabled={running}>
          {t('common.dialog.cancel')}
        </Button>
        <Button
          variant="primary"
          destructive={destructive}
          isPending={running}
          isDisabled={incomplete}
          onPress={confirm}
        >
          {confirmLabel}
        </Button>
      </DialogFooter>
    </Dialog>
  );
};
