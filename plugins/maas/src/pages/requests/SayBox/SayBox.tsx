import { Button, Flex, TextAreaField } from '@backstage/ui';
import { useState } from 'react';
import { ErrorNote } from '../../../components/ErrorNote';

/** What the control plane takes at most. */
const MAX_LENGTH = 4000;

/**
 * A field for something to say about a request, with a button that sends it. What is typed
 * stays until it has arrived.
 *
 * @internal
 */
export const SayBox = (props: {
  label: string;
  description?: string;
  sendLabel: string;
  onSend: (text: string) => Promise<void>;
}) => {
  const { label, description, sendLabel, onSend } = props;
  const [text, setText] = useState('');
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<unknown>();

  const send = async () => {
    setRunning(true);
    setError(undefined);
    try {
      await onSend(text.trim());
      setText('');
    } catch (thrown) {
      setError(thrown);
    }
    setRunning(false);
  };

  return (
    <Flex direction="column" gap="2">
      <TextAreaField
        label={label}
        description={description}
        maxLength={MAX_LENGTH}
        value={text}
        onChange={setText}
      />
      {error !== undefined && <ErrorNote error={error} />}
      <div>
        <Button
          variant="secondary"
          isPending={running}
          isDisabled={!text.trim()}
          onPress={send}
        >
          {sendLabel}
        </Button>
      </div>
    </Flex>
  );
};
