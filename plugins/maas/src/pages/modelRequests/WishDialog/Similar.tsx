import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { Button, Link, Text } from '@backstage/ui';
import {
  modelPagePath,
  type ModelRequest,
  requestAccessPath,
  type SimilarModels,
} from '@openmaas/backstage-plugin-maas-common';
import { useCallback, useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';
import { maasApiRef } from '../../../api';
import { ModelAccess } from '../../../components/ModelAccess';
import { useLoad } from '../../../hooks/useLoad';
import { useTexts } from '../../../hooks/useTexts';
import { modelRequestRouteRef } from '../../../routes';
import { wantingTeams } from '../../../utils/modelRequests';
import styles from './Similar.module.css';

const DEBOUNCE_MS = 300;
const LEAST_LENGTH = 3;
const NOTHING: SimilarModels = { models: [], requests: [] };

const Models = ({ models }: Pick<SimilarModels, 'models'>) => {
  const t = useTexts();
  return (
    <ul
      className={styles.list}
      aria-label={t('modelRequestsPage.similar.models')}
    >
      {models.map(model => (
        <li key={model.id} className={styles.item}>
          <Link href={modelPagePath(model.id)} target="_blank">
            {model.title}
          </Link>
          {model.access.length > 0 ? (
            <ModelAccess model={model} />
          ) : (
            <Link
              href={requestAccessPath([model.id])}
              aria-label={t('modelRequestsPage.similar.accessFor', {
                title: model.title,
              })}
            >
              {t('modelRequestsPage.similar.access')}
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
};

const Requests = (props: {
  requests: ModelRequest[];
  onJoin: (request: ModelRequest) => void;
}) => {
  const { requests, onJoin } = props;
  const t = useTexts();
  const requestLink = useRouteRef(modelRequestRouteRef);
  return (
    <ul
      className={styles.list}
      aria-label={t('modelRequestsPage.similar.requests')}
    >
      {requests.map(request => (
        <li key={request.id} className={styles.item}>
          <span className={styles.name}>
            <Link href={requestLink({ id: request.id })} target="_blank">
              {request.title}
            </Link>
            <Text color="secondary">
              {t('modelRequestsPage.wanted', { count: wantingTeams(request) })}
            </Text>
          </span>
          {request.permissions.join ? (
            <Button
              variant="secondary"
              size="small"
              aria-label={t('modelRequestsPage.join.actionFor', {
                title: request.title,
              })}
              onPress={() => onJoin(request)}
            >
              {t('modelRequestsPage.join.action')}
            </Button>
          ) : (
            <Text color="secondary">
              {t('modelRequestsPage.similar.joined')}
            </Text>
          )}
        </li>
      ))}
    </ul>
  );
};

/**
 * What is there or was asked for already, while one types; nothing where it cannot be
 * found out, since the control plane looks again when the form is sent.
 *
 * @internal
 */
export const Similar = (props: {
  /** Source or name. */
  wanted: string;
  onJoin: (request: ModelRequest) => void;
}) => {
  const { wanted, onJoin } = props;
  const t = useTexts();
  const api = useApi(maasApiRef);
  const [to, setTo] = useState(wanted.trim());
  useDebounce(() => setTo(wanted.trim()), DEBOUNCE_MS, [wanted]);
  const { value = NOTHING } = useLoad(
    useCallback(
      async signal =>
        to.length >= LEAST_LENGTH
          ? api.findSimilarModels({ to }, { signal })
          : NOTHING,
      [api, to],
    ),
  );
  const { models, requests } = value;
  const found = models.length > 0 || requests.length > 0;

  return (
    <div
      role="status"
      aria-label={t('modelRequestsPage.similar.label')}
      className={styles.root}
      data-found={found}
    >
      {models.length > 0 && (
        <>
          <Text as="p" weight="bold" className={styles.title}>
            {t('modelRequestsPage.similar.models')}
          </Text>
          <Models models={models} />
        </>
      )}
      {requests.length > 0 && (
        <>
          <Text as="p" weight="bold" className={styles.title}>
            {t('modelRequestsPage.similar.requests')}
          </Text>
          <Requests requests={requests} onJoin={onJoin} />
        </>
      )}
    </div>
  );
};
