import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import type { ModelRequest } from '@openmaas/backstage-plugin-maas-common';
import { Actor } from '../../../components/Actor';
import { DateTime } from '../../../components/DateTime';
import { Fact, FactList } from '../../../components/FactList';
import { PlainTable } from '../../../components/PlainTable';
import { useTexts } from '../../../hooks/useTexts';
import { sourcePage } from '../../../utils/modelRequests';
import { formatCount } from '../../../utils/numbers';
import styles from './ModelRequestPage.module.css';

const Source = ({ source }: { source: ModelRequest['source'] }) => {
  const t = useTexts();
  const page = sourcePage(source);
  return (
    <span className={styles.words}>
      {t(`modelRequestsPage.source.${source.kind}`)}:{' '}
      {page ? (
        <Link href={page} target="_blank" rel="noopener noreferrer">
          {source.uri}
        </Link>
      ) : (
        source.uri
      )}
    </span>
  );
};

/** What is wanted, for whom and why, and what was decided. @internal */
export const ModelRequestFacts = ({ request }: { request: ModelRequest }) => {
  const t = useTexts();
  const { tokensPerMonth, decidedAt, decidedBy, decisionReason } = request;
  return (
    <FactList>
      <Fact wide label={t('modelRequestsPage.fact.source')}>
        <Source source={request.source} />
      </Fact>
      <Fact label={t('modelRequestsPage.fact.model')}>{request.model}</Fact>
      <Fact label={t('modelRequestsPage.fact.requester')}>
        <EntityRefLink entityRef={request.requester} hideIcon />
      </Fact>
      <Fact label={t('modelRequestsPage.fact.team')}>
        <EntityRefLink entityRef={request.team} hideIcon />
      </Fact>
      <Fact label={t('modelRequestsPage.fact.payer')}>
        <EntityRefLink entityRef={request.payer} hideIcon />
      </Fact>
      <Fact label={t('modelRequestsPage.fact.created')}>
        <DateTime time={request.createdAt} relative />
      </Fact>
      {tokensPerMonth !== undefined && (
        <Fact label={t('modelRequestsPage.fact.tokens')}>
          {formatCount(tokensPerMonth)}
        </Fact>
      )}
      <Fact wide label={t('modelRequestsPage.fact.reason')}>
        <span className={styles.words}>{request.reason}</span>
      </Fact>
      <Fact wide label={t('modelRequestsPage.fact.expectedUse')}>
        <span className={styles.words}>{request.expectedUse}</span>
      </Fact>
      {decidedAt && (
        <Fact label={t('modelRequestsPage.fact.decided')}>
          <DateTime time={decidedAt} relative />
        </Fact>
      )}
      {decidedBy && (
        <Fact label={t('modelRequestsPage.fact.decidedBy')}>
          <Actor actor={decidedBy} inText />
        </Fact>
      )}
      {decisionReason && (
        <Fact wide label={t('modelRequestsPage.fact.decisionReason')}>
          <span className={styles.words}>{decisionReason}</span>
        </Fact>
      )}
    </FactList>
  );
};

/** Everybody who wants the model, the requester first. @internal */
export const Wanting = ({ request }: { request: ModelRequest }) => {
  const t = useTexts();
  const tokens = (count: number | undefined) =>
    count === undefined ? '' : formatCount(count);
  const said = request.joins.map(join => join.tokensPerMonth ?? 0);
  const ofAll = request.tokensPerMonth;
  const own = ofAll && ofAll - said.reduce((sum, count) => sum + count, 0);
  return (
    <PlainTable
      label={t('modelRequestsPage.joins.title')}
      columns={[
        t('modelRequestsPage.joins.person'),
        t('modelRequestsPage.joins.team'),
        t('modelRequestsPage.joins.tokens'),
        t('modelRequestsPage.joins.reason'),
      ]}
      rows={[
        {
          user: request.requester,
          team: request.team,
          reason: request.expectedUse,
          tokensPerMonth: own || undefined,
        },
        ...request.joins,
      ].map(({ user, team, reason, tokensPerMonth }) => ({
        id: user,
        cells: [
          <EntityRefLink key="user" entityRef={user} hideIcon />,
          <EntityRefLink key="team" entityRef={team} hideIcon />,
          tokens(tokensPerMonth),
          <span key="reason" className={styles.words}>
            {reason}
          </span>,
        ],
      }))}
    />
  );
};
