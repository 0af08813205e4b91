import { Alert, Button, Card, CardBody, Flex, Text } from '@backstage/ui';
import { RiCheckLine } from '@remixicon/react';
import { useEffect, useRef } from 'react';
import { CodeBlock } from '../../../components/CodeBlock';
import { useTexts } from '../../../hooks/useTexts';
import { exportLine } from '../../../utils/snippets';
import styles from './SecretPanel.module.css';

/**
 * Shows the secret, the one time that it is shown, until the user says that it is stored.
 *
 * @internal
 */
export const SecretPanel = (props: {
  secret: string;
  onStored: () => void;
}) => {
  const { secret, onStored } = props;
  const t = useTexts();
  const title = useRef<HTMLHeadingElement>(null);
  // The button that had the focus is gone: go on where the news is.
  useEffect(() => title.current?.focus(), []);

  return (
    <Card className={styles.panel}>
      <CardBody>
        <Flex direction="column" gap="4" align="stretch">
          <h3 ref={title} tabIndex={-1} className={styles.title}>
            {t('keyPage.secret.title')}
          </h3>
          <Alert
            role="status"
            status="warning"
            icon
            title={t('keyPage.secret.warning')}
          />
          <div>
            <Text weight="bold">{t('keyPage.secret.label')}</Text>
            <CodeBlock text={secret} label={t('keyPage.secret.label')} wrap />
          </div>
          <div>
            <Text weight="bold">{t('keyPage.secret.environment')}</Text>
            <CodeBlock
              text={exportLine(secret)}
              label={t('keyPage.secret.environment')}
              copyLabel={t('keyPage.secret.copyEnvironment')}
              wrap
            />
          </div>
          <div>
            <Button
              variant="primary"
              iconStart={<RiCheckLine />}
              onPress={onStored}
            >
              {t('keyPage.secret.done')}
            </Button>
          </div>
        </Flex>
      </CardBody>
    </Card>
  );
};
