import { useApi } from '@backstage/core-plugin-api';
import { Button, Card, CardBody, CardHeader, Flex, Text } from '@backstage/ui';
import type { RequestReport } from '@openmaas/backstage-plugin-maas-common';
import { useCallback } from 'react';
import { maasApiRef } from '../../../api';
import { CopyButton } from '../../../components/CopyButton';
import { EmptyNote } from '../../../components/EmptyNote';
import { ErrorNote } from '../../../components/ErrorNote';
import { ListSkeleton } from '../../../components/ListSkeleton';
import { useLoad } from '../../../hooks/useLoad';
import { useTexts } from '../../../hooks/useTexts';
import { describeError } from '../../../utils/errors';
import type { NameIndexes } from '../UsageTable/GroupName';
import { CallFacts } from './CallFacts';
import styles from './FindRequest.module.css';
import { RefusalFacts } from './RefusalFacts';

const NOT_FOUND = 404;

/** In a few words. */
function useTitle({ event, refusal }: RequestReport): string {
  const t = useTexts();
  if (!refusal) {
    return t('usagePage.find.title.made');
  }
  return refusal.shadow || event
    ? t('usagePage.find.title.shadow')
    : t('usagePage.find.title.refused', {
        status: String(refusal.status),
        code: refusal.code,
      });
}

const ReportCard = (props: {
  id: string;
  report: RequestReport;
  indexes: NameIndexes;
  currency: string | undefined;
  onClose: () => void;
}) => {
  const { id, report, indexes, currency, onClose } = props;
  const t = useTexts();
  const title = useTitle(report);
  const { event, refusal } = report;

  return (
    <Card>
      <CardHeader>
        <Flex justify="between" align="start" gap="2" className={styles.header}>
          <div>
            <Text as="h3" weight="bold" className={styles.title}>
              {title}
            </Text>
            <span className={styles.id}>
              <code>{id}</code>
              <CopyButton text={id} label={t('usagePage.find.copy')} compact />
            </span>
          </div>
          <Button variant="tertiary" size="small" onPress={onClose}>
            {t('usagePage.find.close')}
          </Button>
        </Flex>
      </CardHeader>
      <CardBody>
        <Flex direction="column" gap="4">
          {refusal && (
            <RefusalFacts
              refusal={refusal}
              event={event}
              indexes={indexes}
              currency={event?.currency ?? currency}
            />
          )}
          {event && <CallFacts call={event} indexes={indexes} />}
        </Flex>
      </CardBody>
    </Card>
  );
};

/** What became of a request, in a card of its own. @internal */
export const FoundRequest = (props: {
  id: string;
  indexes: NameIndexes;
  currency: string | undefined;
  onClose: () => void;
}) => {
  const { id } = props;
  const t = useTexts();
  const api = useApi(maasApiRef);
  const { value, error, loading, reload } = useLoad(
    useCallback(signal => api.getRequestReport(id, { signal }), [api, id]),
  );

  if (error !== undefined) {
    return describeError(error).status === NOT_FOUND ? (
      <EmptyNote
        title={t('usagePage.find.notFound.title')}
        text={t('usagePage.find.notFound.text')}
        action={
          <Button variant="secondary" onPress={reload}>
            {t('usagePage.find.notFound.action')}
          </Button>
        }
      />
    ) : (
      <ErrorNote error={error} onRetry={reload} />
    );
  }
  return value && !loading ? (
    <ReportCard {...props} report={value} />
  ) : (
    <ListSkeleton rows={1} height={140} />
  );
};
