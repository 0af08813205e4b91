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
import { ErrorNote } from '../ErrorNote';

/** Props of {@link ConfirmDialog}. @internal */
export interface ConfirmDialogProps {
  title: string;
  text: string;
  confirmLabel: string;
  destructive?: boolean;
  /** More than a question, such as a field for a reason. */
  children?: ReactNode;
  onClose: () => void;
  /** What is done; the dialog stays open and shows the error where it fails. */
  onConfirm: () => Promise<void>;
}

/**
 * Asks before something is done, and says how it went. Render it only while it is open,
 * so that each opening starts afresh.
 *
 * @internal
 */
export const ConfirmDialog = (props: ConfirmDialogProps) => {
  const { title, text, confirmLabel, destructive, children } = props;
  const { onClose, onConfirm } = props;
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

  return (
    <Dialog
      isOpen
      isDismissable={!running}
      onOpenChange={open => !open && onClose()}
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
        <Button variant="secondary" slot="close">
          {t('common.dialog.cancel')}
        </Button>
        <Button
          variant="primary"
          destructive={destructive}
          isPending={running}
          onPress={confirm}
        >
          {confirmLabel}
        </Button>
      </DialogFooter>
    </Dialog>
  );
};
