import { useRouteRef } from '@backstage/core-plugin-api';
import { Flex, Link, Text } from '@backstage/ui';
import {
  type Refusal,
  requestAccessPath,
} from '@openmaas/backstage-plugin-maas-common';
import { ModelName } from '../../../components/ModelName';
import { useTexts } from '../../../hooks/useTexts';
import { keyRouteRef, modelsRouteRef, usageRouteRef } from '../../../routes';
import { nextStep } from '../../../utils/refusals';
import type { NameIndexes } from '../UsageTable/GroupName';
import styles from './FindRequest.module.css';

/** What helps after a refusal, and where. @internal */
export const NextStep = (props: { refusal: Refusal; indexes: NameIndexes }) => {
  const { refusal, indexes } = props;
  const { model, key } = refusal;
  const t = useTexts();
  const keyLink = useRouteRef(keyRouteRef);
  const modelsLink = useRouteRef(modelsRouteRef);
  const usageLink = useRouteRef(usageRouteRef);
  const step = nextStep(refusal);
  const limited = step === 'rate' || step === 'quota';
  const ofKey = limited || step === 'ownLimit' || step === 'key';

  return (
    <div>
      <Text as="h4" className={styles.subtitle}>
        {t('usagePage.find.next.title')}
      </Text>
      <Text as="p" className={styles.next}>
        {t(`usagePage.find.next.${step}`)}
      </Text>
      <Flex gap="4" className={styles.links}>
        {limited && (
          <Link href={requestAccessPath(model ? [model] : [])}>
            {t('usagePage.find.next.largerPlan')}
          </Link>
        )}
        {step === 'access' && (
          <Link href={requestAccessPath(model ? [model] : [])}>
            {t('common.requestAccess')}
          </Link>
        )}
        {ofKey && key && (
          <Link href={keyLink({ id: key })}>
            {t('usagePage.find.next.openKey')}
          </Link>
        )}
        {step === 'budget' && (
          <Link href={`${usageLink()}?period=month`}>
            {t('usagePage.find.next.usage')}
          </Link>
        )}
        {step === 'model' && model && (
          <ModelName id={model} index={indexes.models} unmarked />
        )}
        {step === 'models' && (
          <Link href={modelsLink()}>{t('usagePage.find.next.openModels')}</Link>
        )}
      </Flex>
    </div>
  );
};
