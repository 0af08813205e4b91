import { useRouteRef } from '@backstage/core-plugin-api';
import { ButtonLink, Text } from '@backstage/ui';
import { useTexts } from '../../../hooks/useTexts';
import { modelRequestsRouteRef } from '../../../routes';
import { NEW_WISH_PARAM } from '../../../utils/modelRequests';
import styles from './MissingModel.module.css';

/**
 * The way to a model that is not offered yet.
 *
 * @param props - `search` is what was searched for
 * @internal
 */
export const MissingModel = ({ search }: { search: string }) => {
  const t = useTexts();
  const requestsLink = useRouteRef(modelRequestsRouteRef);
  const params = new URLSearchParams({ [NEW_WISH_PARAM]: search });
  return (
    <section className={styles.root}>
      <Text as="h3" variant="title-x-small">
        {t('modelsPage.missing.title')}
      </Text>
      <Text as="p" color="secondary">
        {t('modelsPage.missing.text')}
      </Text>
      <ButtonLink variant="secondary" href={`${requestsLink()}?${params}`}>
        {t('modelsPage.missing.action')}
      </ButtonLink>
    </section>
  );
};
