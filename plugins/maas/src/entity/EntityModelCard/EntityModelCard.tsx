import { useRouteRef } from '@backstage/core-plugin-api';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { ButtonLink, Flex } from '@backstage/ui';
import { requestAccessPath } from '@openmaas/backstage-plugin-maas-common';
import { ErrorNote } from '../../components/ErrorNote';
import { ListSkeleton } from '../../components/ListSkeleton';
import { ModelStatus } from '../../components/ModelStatus';
import { SimulatedMark } from '../../components/SimulatedMark';
import { useTexts } from '../../hooks/useTexts';
import { modelsRouteRef } from '../../routes';
import { lifeOf } from '../../utils/modelLife';
import { EditTerms } from '../EditTerms';
import { ModelFacts } from '../ModelFacts';
import { perModel } from '../perModel';
import { StopModel } from '../StopModel';
import { UnknownModel } from '../UnknownModel';
import { useModel } from '../useModel';
import styles from './EntityModelCard.module.css';

const ModelCardOf = ({ id }: { id: string }) => {
  const t = useTexts();
  const modelsLink = useRouteRef(modelsRouteRef);
  const { value: model, error, unknown, reload } = useModel(id);

  if (unknown) {
    return (
      <EntityInfoCard title={t('entity.card.title')}>
        <UnknownModel />
      </EntityInfoCard>
    );
  }
  return (
    <EntityInfoCard
      title={t('entity.card.title')}
      headerActions={
        model && (
          <Flex gap="2" align="center" className={styles.marks}>
            <ModelStatus status={model.status} brief />
            {model.simulated && <SimulatedMark />}
          </Flex>
        )
      }
      footerActions={
        <Flex gap="2" className={styles.actions}>
          <ButtonLink variant="secondary" href={modelsLink()}>
            {t('entity.card.allModels')}
          </ButtonLink>
          {model && <EditTerms model={model} onSaved={reload} />}
          {model && <StopModel model={model} onChanged={reload} />}
          {model && lifeOf(model, Date.now()) !== 'retired' && (
            <ButtonLink variant="primary" href={requestAccessPath([model.id])}>
              {t('common.requestAccess')}
            </ButtonLink>
          )}
        </Flex>
      }
    >
      {error !== undefined && <ErrorNote error={error} onRetry={reload} />}
      {error === undefined && !model && <ListSkeleton height={48} />}
      {error === undefined && model && <ModelFacts model={model} />}
    </EntityInfoCard>
  );
};

/** A model's terms and state, for its page in the catalog. @internal */
export const EntityModelCard = perModel(ModelCardOf);
