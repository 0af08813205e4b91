import { useApi, useApiHolder } from '@backstage/core-plugin-api';
import { catalogApiRef, EntityRefLink } from '@backstage/plugin-catalog-react';
import { ButtonLink, Link, Text } from '@backstage/ui';
import { useCallback } from 'react';
import { maasApiRef } from '../../../api';
import { useLoad } from '../../../hooks/useLoad';
import { useTexts } from '../../../hooks/useTexts';
import styles from './MissingModel.module.css';

const TEMPLATE_REF = 'template:default/request-new-model';
const TEMPLATE_PATH = '/create/templates/default/request-new-model';
const GROUPS_PATH = '/catalog?filters%5Bkind%5D=group';

/** Enough models to know who looks after them. */
const ASKED_MODELS = 50;
const NAMED_OWNERS = 3;

/** Owners of models, who has most of them first. */
function ownersOf(models: Array<{ owner: string }>): string[] {
  const counts = new Map<string, number>();
  for (const { owner } of models) {
    counts.set(owner, (counts.get(owner) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, one], [, other]) => other - one)
    .slice(0, NAMED_OWNERS)
    .map(([owner]) => owner);
}

/** Whom to ask where the portal has no template to ask with. */
const WhomToAsk = () => {
  const t = useTexts();
  const api = useApi(maasApiRef);
  const { value: owners, loading } = useLoad(
    useCallback(
      async signal =>
        ownersOf(
          (await api.listModels({ limit: ASKED_MODELS }, { signal })).items,
        ),
      [api],
    ),
  );
  if (loading) {
    return null;
  }
  if (!owners?.length) {
    return (
      <>
        <Text as="p">{t('modelsPage.missing.askAnyone')}</Text>
        <Link href={GROUPS_PATH}>{t('modelsPage.missing.groups')}</Link>
      </>
    );
  }
  return (
    <>
      <Text as="p">{t('modelsPage.missing.ask')}</Text>
      <ul className={styles.owners}>
        {owners.map(owner => (
          <li key={owner}>
            <EntityRefLink entityRef={owner} />
          </li>
        ))}
      </ul>
    </>
  );
};

/** The way to a model that is not offered yet. @internal */
export const MissingModel = () => {
  const t = useTexts();
  // A portal may go without a catalog, and its catalog without the template.
  const catalog = useApiHolder().get(catalogApiRef);
  const { value: found, loading } = useLoad(
    useCallback(
      async () =>
        (await catalog?.getEntityByRef(TEMPLATE_REF).catch(() => undefined)) !==
        undefined,
      [catalog],
    ),
  );
  return (
    <section className={styles.root}>
      <Text as="h3" variant="title-x-small">
        {t('modelsPage.missing.title')}
      </Text>
      {found && (
        <>
          <Text as="p" color="secondary">
            {t('modelsPage.missing.text')}
          </Text>
          <ButtonLink variant="secondary" href={TEMPLATE_PATH}>
            {t('modelsPage.missing.action')}
          </ButtonLink>
        </>
      )}
      {!found && !loading && <WhomToAsk />}
    </section>
  );
};
