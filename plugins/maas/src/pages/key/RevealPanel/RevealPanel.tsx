import { Button, Card, CardBody, Flex, Text } from '@backstage/ui';
import { RiKey2Line } from '@remixicon/react';
import { ErrorNote } from '../../../components/ErrorNote';
import { useTexts } from '../../../hooks/useTexts';
import styles from './RevealPanel.module.css';

/** Says what revealing means, and does it. @internal */
export const RevealPanel = (props: {
  running: boolean;
  error?: unknown;
  onReveal: () => void;
}) => {
  const { running, error, onReveal } = props;
  const t = useTexts();

  return (
    <Card className={styles.panel}>
      <CardBody>
        <Flex direction="column" gap="3" align="start">
          <Text as="h3" variant="title-x-small" className={styles.text}>
            {t('keyPage.reveal.title')}
          </Text>
          <Text as="p" className={styles.text}>
            {t('keyPage.reveal.text')}
          </Text>
          <Text as="p" color="secondary" className={styles.text}>
            {t('keyPage.reveal.hint')}
          </Text>
          {error !== undefined && <ErrorNote error={error} />}
          <Button
            variant="primary"
            size="medium"
            iconStart={<RiKey2Line />}
            isPending={running}
            onPress={onReveal}
          >
            {t('keyPage.reveal.action')}
          </Button>
        </Flex>
      </CardBody>
    </Card>
  );
};
