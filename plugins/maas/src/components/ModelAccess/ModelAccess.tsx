import { EntityDisplayName } from '@backstage/plugin-catalog-react';
import { Flex } from '@backstage/ui';
import type { Model } from '@openmaas/backstage-plugin-maas-common';
import { useTexts } from '../../hooks/useTexts';
import styles from './ModelAccess.module.css';

/** Which of the caller's teams may call a model, or wait for it. @internal */
export const ModelAccess = ({ model }: { model: Pick<Model, 'access'> }) => {
  const t = useTexts();
  return (
    <Flex gap="2" className={styles.list}>
      {model.access.map(access => (
        <span
          key={`${access.team} ${access.plan} ${access.state}`}
          className={styles.badge}
          data-state={access.state}
        >
          {t('model.accessOf', {
            team: <EntityDisplayName entityRef={access.team} hideIcon />,
            plan: access.plan,
            state: t(`state.grant.${access.state}`),
          })}
        </span>
      ))}
    </Flex>
  );
};
