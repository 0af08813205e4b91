import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Checkbox } from '@backstage/ui';
import type { AccessRequest } from '@openmaas/backstage-plugin-maas-common';
import { memo } from 'react';
import { DateTime } from '../../../components/DateTime';
import { StateTag } from '../../../components/StateTag';
import type { ModelIndex } from '../../../hooks/useModelIndex';
import type { PlanIndex } from '../../../hooks/usePlanIndex';
import { useTexts } from '../../../hooks/useTexts';
import { isOpen } from '../../../utils/accessRequests';
import type { Selection } from '../RequestsPage/useSelection';
import { WaitsFor } from '../Steps';
import { Budget, ChooseBox, modelTitles, RequestLink } from './RequestCells';
import styles from './RequestsTable.module.css';

/** Lists can be long, and choosing one must not render all the others. */
const RequestRow = memo(
  (props: {
    request: AccessRequest;
    titles: string;
    team: string;
    plan: string;
    choosing: boolean;
    chosen: boolean;
    error: string | undefined;
    onChoose: Selection['choose'];
  }) => {
    const { request, titles, team, plan, choosing, chosen } = props;
    const { error, onChoose } = props;
    return (
      <tr data-chosen={chosen}>
        {choosing && (
          <td>
            {request.permissions.decide && (
              <ChooseBox
                request={request}
                titles={titles}
                team={team}
                chosen={chosen}
                onChoose={onChoose}
              />
            )}
          </td>
        )}
        <th scope="row">
          <RequestLink id={request.id} titles={titles} />
          <span className={styles.purpose}>{request.purpose}</span>
          {error && <span className={styles.error}>{error}</span>}
        </th>
        <td>
          <StateTag kind="request" state={request.state} />
        </td>
        <td>
          <EntityRefLink entityRef={request.team} hideIcon />
        </td>
        <td>
          <EntityRefLink entityRef={request.requester} hideIcon />
        </td>
        <td>{plan}</td>
        <td className={styles.number}>
          <Budget request={request} />
        </td>
        <td>
          <WaitsFor request={request} />
        </td>
        <td>
          {isOpen(request) && request.decideBy && (
            <DateTime time={request.decideBy} relative />
          )}
        </td>
        <td>
          <DateTime time={request.createdAt} relative />
        </td>
      </tr>
    );
  },
);

/** Requests as rows. @internal */
export const RequestsTable = (props: {
  requests: AccessRequest[];
  index: ModelIndex;
  plans: PlanIndex;
  teams: ReadonlyMap<string, string>;
  selection: Selection;
}) => {
  const { requests, index, plans, teams, selection } = props;
  const { eligible, errors, choose } = selection;
  const t = useTexts();
  const choosing = eligible.length > 0;
  const chosen = new Set(selection.chosen.map(({ id }) => id));
  const columns = [
    'models',
    'state',
    'team',
    'requester',
    'plan',
    'budget',
    'waitsFor',
    'decideBy',
    'created',
  ] as const;

  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label={t('requestsPage.table')}>
        <thead>
          <tr>
            {choosing && (
              <th scope="col">
                <Checkbox
                  aria-label={t('requestsPage.selectAll')}
                  isSelected={chosen.size === eligible.length}
                  isIndeterminate={
                    chosen.size > 0 && chosen.size < eligible.length
                  }
                  onChange={all =>
                    choose(
                      eligible.map(({ id }) => id),
                      all,
                    )
                  }
                />
              </th>
            )}
            {columns.map(column => (
              <th
                key={column}
                scope="col"
                className={column === 'budget' ? styles.number : undefined}
              >
                {t(`requestsPage.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {requests.map(request => (
            <RequestRow
              key={request.id}
              request={request}
              titles={modelTitles(request, index)}
              team={teams.get(request.team) ?? request.team}
              plan={plans.get(request.plan)?.title ?? request.plan}
              choosing={choosing}
              chosen={chosen.has(request.id)}
              error={errors.get(request.id)}
              onChoose={choose}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
};
