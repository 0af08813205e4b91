import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { ButtonLink, Flex } from '@backstage/ui';
import {
  MODEL_ID_ANNOTATION,
  requestAccessPath,
} from '@openmaas/backstage-plugin-maas-common';
import { useCallback } from 'react';
import { maasApiRef } from '../../api';
import { DeployedTag } from '../../components/DeployedTag';
import { EmptyNote } from '../../components/EmptyNote';
import { ErrorNote } from '../../components/ErrorNote';
import { ListSkeleton } from '../../components/ListSkeleton';
import { SimulatedMark } from '../../components/SimulatedMark';
import { useLoad } from '../../hooks/useLoad';
import { useTexts } from '../../hooks/useTexts';
import { modelsRouteRef } from '../../routes';
import { describeError } from '../../utils/errors';
import { ModelFacts } from '../ModelFacts';
import styles from './EntityModelCard.module.css';

const ModelCardOf = ({ id }: { id: string }) => {
  const t = useTexts();
  const api = useApi(maasApiRef);
  const modelsLink = useRouteRef(modelsRouteRef);
  const {
    value: model,
    error,
    reload,
  } = useLoad(useCallback(signal => api.getModel(id, { signal }), [api, id]));
  const unknown = error !== undefined && describeError(error).status === 404;

  return (
    <EntityInfoCard
      title={t('entityCard.title')}
      headerActions={
        model && (
          <Flex gap="2" align="center">
            <DeployedTag model={model} />
            {model.simulated && <SimulatedMark />}
          </Flex>
        )
      }
      footerActions={
        <Flex gap="2" className={styles.actions}>
          <ButtonLink variant="secondary" href={modelsLink()}>
            {t('entityCard.allModels')}
          </ButtonLink>
          {model && (
            <ButtonLink variant="primary" href={requestAccessPath([model.id])}>
              {t('common.requestAccess')}
            </ButtonLink>
          )}
        </Flex>
      }
    >
      {unknown && (
        <EmptyNote
          title={t('entityCard.notKnown.title')}
          text={t('entityCard.notKnown.text')}
        />
      )}
      {error !== undefined && !unknown && (
        <ErrorNote error={error} onRetry={reload} />
      )}
      {error === undefined && !model && <ListSkeleton height={48} />}
      {error === undefined && model && <ModelFacts model={model} />}
    </EntityInfoCard>
  );
};

/** A model's terms and state, for its page in the catalog. @internal */
export const EntityModelCard = () => {
  const { entity } = useEntity();
  const id =
    entity.metadata.annotations?.[MODEL_ID_ANNOTATION] ?? entity.metadata.name;
  // Nothing of one model may stay for the next one.
  return <ModelCardOf key={id} id={id} />;
};
