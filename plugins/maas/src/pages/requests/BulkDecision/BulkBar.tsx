import { Button, Flex, Text } from '@backstage/ui';
import type { BulkDecision as Body } from '@openmaas/backstage-plugin-maas-common';
import { useState } from 'react';
import { DestructiveButton } from '../../../components/DestructiveButton';
import type { ModelIndex } from '../../../hooks/useModelIndex';
import type { PlanIndex } from '../../../hooks/usePlanIndex';
import { useTexts } from '../../../hooks/useTexts';
import type { Selection } from '../RequestsPage/useSelection';
import styles from './BulkDecision.module.css';
import { BulkDialog } from './BulkDialog';

/** What can be done with the requests that are chosen, at the foot of the window. @internal */
export const BulkBar = (props: {
  selection: Selection;
  index: ModelIndex;
  plans: PlanIndex;
  onDecided: () => void;
}) => {
  const { selection, index, plans, onDecided } = props;
  const { chosen, choose, keep } = selection;
  const t = useTexts();
  const [decision, setDecision] = useState<Body['decision']>();

  return (
    <>
      {chosen.length > 0 && (
        <section
          className={styles.bar}
          aria-label={t('requestsPage.bulk.label')}
        >
          <Text role="status">
            {t('requestsPage.bulk.chosen', { count: chosen.length })}
          </Text>
          <Flex gap="2" className={styles.actions}>
            <Button variant="primary" onPress={() => setDecision('approve')}>
              {t('requestsPage.request.approve')}
            </Button>
            <DestructiveButton onPress={() => setDecision('deny')}>
              {t('requestsPage.request.deny')}
            </DestructiveButton>
            <Button
              variant="tertiary"
              onPress={() =>
                choose(
                  chosen.map(({ id }) => id),
                  false,
                )
              }
            >
              {t('requestsPage.bulk.clear')}
            </Button>
          </Flex>
        </section>
      )}
      {decision && (
        <BulkDialog
          decision={decision}
          requests={chosen}
          index={index}
          plans={plans}
          onDecided={failed => {
            keep(failed);
            onDecided();
          }}
          onClose={() => setDecision(undefined)}
        />
      )}
    </>
  );
};
