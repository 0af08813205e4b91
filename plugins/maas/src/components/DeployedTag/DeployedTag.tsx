import type { Model } from '@openmaas/backstage-plugin-maas-common';
import { useTexts } from '../../hooks/useTexts';
import styles from './DeployedTag.module.css';

/** Whether a model answers calls now. @internal */
export const DeployedTag = ({
  model,
}: {
  model: Pick<Model, 'endpointCount'>;
}) => {
  const t = useTexts();
  const deployed = model.endpointCount > 0;
  return (
    <span className={styles.tag} data-deployed={deployed}>
      {deployed ? t('model.deployed') : t('model.notDeployed')}
    </span>
  );
};
