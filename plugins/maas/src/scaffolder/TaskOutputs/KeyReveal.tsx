import { useApi } from '@backstage/core-plugin-api';
import { Flex } from '@backstage/ui';
import { useCallback } from 'react';
import { maasApiRef } from '../../api';
import { ErrorNote } from '../../components/ErrorNote';
import { useLeaveWarning } from '../../hooks/useLeaveWarning';
import { useLoad } from '../../hooks/useLoad';
import { useTexts } from '../../hooks/useTexts';
import { useReveal } from '../../pages/key/KeyPage/useReveal';
import { RevealPanel } from '../../pages/key/RevealPanel';
import { SecretPanel } from '../../pages/key/SecretPanel';

/**
 * Reveals the key that a template had made, once, where that can be done now. The secret
 * comes from the control plane: the task does not know it.
 *
 * @internal
 */
export const KeyReveal = ({ keyId }: { keyId: string }) => {
  const t = useTexts();
  const api = useApi(maasApiRef);
  const { value, error, reload, replace } = useLoad(
    useCallback(signal => api.getKey(keyId, { signal }), [api, keyId]),
  );
  const reveal = useReveal({
    id: keyId,
    onChange: replace,
    onOutdated: reload,
  });
  useLeaveWarning(
    reveal.running || reveal.secret !== undefined,
    t('keyPage.secret.leave'),
  );

  if (reveal.secret !== undefined) {
    return <SecretPanel secret={reveal.secret} onStored={reveal.forget} />;
  }
  if (error) {
    return <ErrorNote error={error} onRetry={reload} />;
  }
  const canReveal = value?.state === 'unrevealed' && value.permissions.reveal;
  return (
    <Flex direction="column" gap="3">
      {reveal.refused !== undefined && <ErrorNote error={reveal.refused} />}
      {canReveal && (
        <RevealPanel
          running={reveal.running}
          error={reveal.error}
          onReveal={reveal.start}
        />
      )}
    </Flex>
  );
};
