import { Container, Flex, Header } from '@backstage/ui';
import { maasGatewayReadPermission } from '@openmaas/backstage-plugin-maas-common';
import { usePermission } from '@backstage/plugin-permission-react';
import { EmptyNote } from '../../../components/EmptyNote';
import { ErrorNote } from '../../../components/ErrorNote';
import { ListSkeleton } from '../../../components/ListSkeleton';
import { useKeyIndex } from '../../../hooks/useKeyIndex';
import { useModelIndex } from '../../../hooks/useModelIndex';
import { useTexts } from '../../../hooks/useTexts';
import { describeError } from '../../../utils/errors';
import { FindRequest } from '../FindRequest';
import { Gateways } from '../Gateways';
import { RefreshState } from '../RefreshState';
import { UsageFilters } from '../UsageFilters';
import { useUsage } from './useUsage';
import { useUsageChoices } from './useUsageChoices';
import { useUsageView } from './useUsageView';
import styles from './UsagePage.module.css';
import { UsageContent } from './UsageContent';

const NOT_ALLOWED = 403;

/** What the user's teams used and what it cost, as the ledger has it. @internal */
export const UsagePage = () => {
  const t = useTexts();
  const { view, change } = useUsageView();
  const usage = useUsage(view);
  const { value, updatedAt, error, loading, retry } = usage;
  const choices = useUsageChoices(value?.report, view);
  const indexes = { models: useModelIndex(), keys: useKeyIndex() };
  const gateways = usePermission({ permission: maasGatewayReadPermission });
  const notAllowed =
    error !== undefined && describeError(error).status === NOT_ALLOWED;

  return (
    <>
      <Header
        title={t('usagePage.title')}
        description={t('usagePage.description')}
      />
      <Container>
        <Flex direction="column" gap="4">
          {!notAllowed && (
            <FindRequest indexes={indexes} currency={value?.report.currency} />
          )}
          <UsageFilters
            view={view}
            choices={choices}
            models={indexes.models}
            keys={indexes.keys}
            onChange={change}
          />
          {gateways.allowed && <Gateways models={indexes.models} />}
          {!value && loading && <ListSkeleton height={140} />}
          {!value && notAllowed && (
            <EmptyNote
              title={t('usagePage.notAllowed.title')}
              text={t('usagePage.notAllowed.text')}
            />
          )}
          {!value && error !== undefined && !notAllowed && (
            <ErrorNote error={error} onRetry={retry} />
          )}
          {value && updatedAt !== undefined && (
            <div className={styles.content} aria-busy={loading}>
              <RefreshState
                updatedAt={updatedAt}
                timeZone={value.report.timeZone}
                error={error}
                onRetry={retry}
              />
              <UsageContent
                usage={value}
                view={view}
                manyTeams={choices.teams.length > 1}
                indexes={indexes}
                onChange={change}
              />
            </div>
          )}
        </Flex>
      </Container>
    </>
  );
};
