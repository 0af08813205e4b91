import { useApi } from '@backstage/core-plugin-api';
import {
  Button,
  ButtonLink,
  Container,
  Flex,
  Header,
  SearchField,
  Text,
} from '@backstage/ui';
import { requestAccessPath } from '@openmaas/backstage-plugin-maas-common';
import { useCallback } from 'react';
import { maasApiRef } from '../../../api';
import { EmptyNote } from '../../../components/EmptyNote';
import { ErrorNote } from '../../../components/ErrorNote';
import { ListSkeleton } from '../../../components/ListSkeleton';
import { LoadMore } from '../../../components/LoadMore';
import { usePagedList } from '../../../hooks/usePagedList';
import { useSearchParam } from '../../../hooks/useSearchParam';
import { useTexts } from '../../../hooks/useTexts';
import { ModelCard } from '../ModelCard';
import styles from './ModelsPage.module.css';

const PAGE_SIZE = 24;
/** What the control plane takes at most. */
const MAX_SEARCH_LENGTH = 200;

/** All models that the user may see. @internal */
export const ModelsPage = () => {
  const t = useTexts();
  const api = useApi(maasApiRef);
  const { text, setText, value: search } = useSearchParam('q');

  const list = usePagedList(
    useCallback(
      (cursor, signal) =>
        api.listModels(
          { search: search || undefined, cursor, limit: PAGE_SIZE },
          { signal },
        ),
      [api, search],
    ),
  );
  const { items, totalItems, loading, error, reload } = list;
  // What another search has not found says nothing about this one.
  const waiting = loading && !items?.length;

  const empty = search ? (
    <EmptyNote
      title={t('modelsPage.noHit.title', { search })}
      text={t('modelsPage.noHit.text')}
      action={
        <Button variant="secondary" onPress={() => setText('')}>
          {t('modelsPage.noHit.clear')}
        </Button>
      }
    />
  ) : (
    <EmptyNote
      title={t('modelsPage.empty.title')}
      text={t('modelsPage.empty.text')}
    />
  );

  return (
    <>
      <Header
        title={t('modelsPage.title')}
        description={t('modelsPage.description')}
        customActions={
          <ButtonLink variant="primary" href={requestAccessPath()}>
            {t('common.requestAccess')}
          </ButtonLink>
        }
      />
      <Container>
        <Flex direction="column" gap="4">
          <Flex align="center" gap="4" className={styles.tools}>
            <SearchField
              className={styles.search}
              aria-label={t('modelsPage.search')}
              placeholder={t('modelsPage.searchPlaceholder')}
              maxLength={MAX_SEARCH_LENGTH}
              value={text}
              onChange={setText}
            />
            <Text color="secondary" role="status">
              {items &&
                !waiting &&
                t('modelsPage.total', { count: totalItems })}
            </Text>
          </Flex>
          {error !== undefined && <ErrorNote error={error} onRetry={reload} />}
          {waiting && <ListSkeleton height={240} />}
          {items?.length === 0 && !loading && error === undefined && empty}
          {items && items.length > 0 && (
            <ul className={styles.models} aria-busy={loading}>
              {items.map(model => (
                <li key={model.id}>
                  <ModelCard model={model} />
                </li>
              ))}
            </ul>
          )}
        </Flex>
        <LoadMore list={list} />
      </Container>
    </>
  );
};
