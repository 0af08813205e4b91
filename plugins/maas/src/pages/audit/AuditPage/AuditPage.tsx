import { useApi } from '@backstage/core-plugin-api';
import { Button, Container, Flex, Header } from '@backstage/ui';
import { useCallback, useState } from 'react';
import { maasApiRef } from '../../../api';
import { EmptyNote } from '../../../components/EmptyNote';
import { ErrorNote } from '../../../components/ErrorNote';
import { ListSkeleton } from '../../../components/ListSkeleton';
import { LoadMore } from '../../../components/LoadMore';
import { usePagedList } from '../../../hooks/usePagedList';
import { useTexts } from '../../../hooks/useTexts';
import { AuditFilters } from '../AuditFilters';
import { AuditTable } from '../AuditTable';
import { ExportButtons } from './ExportButtons';
import { type AuditView, queryOf, useAuditView } from './useAuditView';

const Entries = (props: {
  view: AuditView;
  onChoose: (changes: AuditView) => void;
  onClear: () => void;
}) => {
  const { view, onChoose, onClear } = props;
  const t = useTexts();
  const api = useApi(maasApiRef);
  const list = usePagedList(
    useCallback(
      async (cursor, signal) => {
        const query = { ...queryOf(view), cursor };
        const page = await api.listAuditEntries(query, { signal });
        const items = page.items.map(entry => ({
          ...entry,
          id: String(entry.seq),
        }));
        return { ...page, items };
      },
      [api, view],
    ),
  );
  const { items, loading, error, reload } = list;
  const isFiltered = Object.values(view).some(Boolean);

  return (
    <>
      {error !== undefined && <ErrorNote error={error} onRetry={reload} />}
      {!items && loading && <ListSkeleton height={48} />}
      {items?.length === 0 &&
        (isFiltered ? (
          <EmptyNote
            title={t('auditPage.noHit.title')}
            text={t('auditPage.noHit.text')}
            action={
              <Button variant="secondary" onPress={onClear}>
                {t('auditPage.filter.clear')}
              </Button>
            }
          />
        ) : (
          <EmptyNote
            title={t('auditPage.empty.title')}
            text={t('auditPage.empty.text')}
          />
        ))}
      {items && items.length > 0 && (
        <AuditTable entries={items} onChoose={onChoose} />
      )}
      <LoadMore list={list} />
    </>
  );
};

/** Who did what. @internal */
export const AuditPage = () => {
  const t = useTexts();
  const { view, change, clear } = useAuditView();
  const [exportError, setExportError] = useState<unknown>();

  return (
    <>
      <Header
        title={t('auditPage.title')}
        description={t('auditPage.description')}
        customActions={<ExportButtons view={view} onError={setExportError} />}
      />
      <Container>
        <Flex direction="column" gap="4">
          {exportError !== undefined && <ErrorNote error={exportError} />}
          <AuditFilters view={view} onChange={change} onClear={clear} />
          <Entries view={view} onChoose={change} onClear={clear} />
        </Flex>
      </Container>
    </>
  );
};
