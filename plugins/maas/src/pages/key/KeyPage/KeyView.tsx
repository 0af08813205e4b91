import { Alert, Container, Flex, Header, useBreakpoint } from '@backstage/ui';
import type { ApiKey } from '@openmaas/backstage-plugin-maas-common';
import { useRef } from 'react';
import { StateTag } from '../../../components/StateTag';
import { useLeaveWarning } from '../../../hooks/useLeaveWarning';
import { useModelIndex } from '../../../hooks/useModelIndex';
import { usePlanIndex } from '../../../hooks/usePlanIndex';
import { useTexts } from '../../../hooks/useTexts';
import { describeError } from '../../../utils/errors';
import { KeyActions } from '../KeyActions';
import { KeyFacts } from '../KeyFacts';
import { KeyLimits } from '../KeyLimits';
import { KeyStateNote } from '../KeyStateNote';
import { RevealPanel } from '../RevealPanel';
import { SecretPanel } from '../SecretPanel';
import { Snippets } from '../Snippets';
import styles from './KeyView.module.css';
import { useReveal } from './useReveal';

/** States in which the key's programs can run, now or as soon as it is revealed. */
const USABLE: ApiKey['state'][] = ['active', 'unrevealed'];

/** A key that is there. @internal */
export const KeyView = (props: {
  apiKey: ApiKey;
  /** Another call has answered with a newer version of the key. */
  onChange: (key: ApiKey) => void;
  /** The key has changed elsewhere. */
  onOutdated: () => void;
}) => {
  const { apiKey, onChange, onOutdated } = props;
  const t = useTexts();
  const index = useModelIndex([
    ...apiKey.models.map(({ id }) => id),
    ...(apiKey.onlyModels ?? []),
  ]);
  const plans = usePlanIndex();
  const narrow = useBreakpoint().down('sm');
  const reveal = useReveal({ id: apiKey.id, onChange, onOutdated });
  const header = useRef<HTMLDivElement>(null);
  // The secret is as good as lost when its answer finds nobody.
  useLeaveWarning(
    reveal.running || reveal.secret !== undefined,
    t('keyPage.secret.leave'),
  );

  const usable = USABLE.includes(apiKey.state);
  const canReveal = apiKey.state === 'unrevealed' && apiKey.permissions.reveal;

  const onStored = () => {
    reveal.forget();
    // The button that has the focus goes away; the library's header takes no ref.
    const heading = header.current?.querySelector('h2');
    heading?.setAttribute('tabindex', '-1');
    heading?.focus();
  };

  const actions = (
    <KeyActions
      apiKey={apiKey}
      onRotate={reveal.secret === undefined ? reveal.rotate : undefined}
      onChange={changed => {
        // What a revoked key could be called with is of no use any more.
        if (changed.state === 'revoked') {
          reveal.forget();
        }
        onChange(changed);
      }}
      onOutdated={onOutdated}
    />
  );

  return (
    <>
      <div ref={header} className={styles.header}>
        <Header
          title={apiKey.name}
          metadata={[
            {
              label: t('keysPage.column.state'),
              value: <StateTag kind="key" state={apiKey.state} />,
            },
          ]}
          customActions={
            // Beside so many buttons a narrow screen has no room for the name.
            narrow ? undefined : actions
          }
        />
      </div>
      <Container>
        <Flex direction="column" gap="5">
          {narrow && actions}
          {reveal.refused !== undefined && (
            <Alert
              role="alert"
              status="warning"
              icon
              title={t('keyPage.refused')}
              description={describeError(reveal.refused).message}
            />
          )}
          {reveal.secret !== undefined && (
            <SecretPanel secret={reveal.secret} onStored={onStored} />
          )}
          {reveal.secret === undefined && canReveal && (
            <RevealPanel
              running={reveal.running}
              error={reveal.error}
              onReveal={reveal.start}
            />
          )}
          {reveal.secret === undefined && !canReveal && (
            <KeyStateNote apiKey={apiKey} />
          )}
          {usable && (
            <Snippets
              models={apiKey.models}
              index={index}
              baseUrl={reveal.gatewayBaseUrl}
              hideEnvironment={reveal.secret !== undefined}
            />
          )}
          <KeyFacts apiKey={apiKey} index={index} plans={plans} />
          <KeyLimits apiKey={apiKey} plans={plans} />
        </Flex>
      </Container>
    </>
  );
};
