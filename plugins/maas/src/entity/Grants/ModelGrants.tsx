import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Text } from '@backstage/ui';
import { useMemo } from 'react';
import { DateTime } from '../../components/DateTime';
import { PlainTable } from '../../components/PlainTable';
import { useEntityTitles } from '../../hooks/useEntityTitles';
import { useModelIndex } from '../../hooks/useModelIndex';
import { usePlanIndex } from '../../hooks/usePlanIndex';
import { useTexts } from '../../hooks/useTexts';
import { GrantActions } from './GrantActions';
import { GrantBudget, GrantState } from './GrantCells';
import styles from './Grants.module.css';
import { useGrants } from './useGrants';

/**
 * The teams that may call a model, for those who may take that away; to all others the
 * card about their own access says enough.
 *
 * @internal
 */
export const ModelGrants = ({ model }: { model: string }) => {
  const t = useTexts();
  const plans = usePlanIndex();
  const ids = useMemo(() => [model], [model]);
  const title = useModelIndex(ids).get(model)?.title ?? model;
  const { value, reload } = useGrants({ model });
  const teamRefs = useMemo(
    () => [...new Set(value?.map(({ team }) => team))],
    [value],
  );
  const teams = useEntityTitles(teamRefs);

  if (!value?.some(({ permissions }) => permissions.update)) {
    return null;
  }
  return (
    <section className={styles.section} aria-label={t('grants.title')}>
      <Text as="h4" weight="bold" className={styles.title}>
        {t('grants.title')}
      </Text>
      <PlainTable
        label={t('grants.table')}
        columns={[
          t('grants.team'),
          t('grants.plan'),
          t('grants.state'),
          t('grants.budget'),
          t('grants.expires'),
          t('grants.actions'),
        ]}
        rows={value.map(grant => ({
          id: grant.id,
          cells: [
            <EntityRefLink key="team" entityRef={grant.team} hideIcon />,
            plans.get(grant.plan)?.title ?? grant.plan,
            <GrantState key="state" {...grant} />,
            <GrantBudget key="budget" {...grant} />,
            <DateTime key="expires" time={grant.expiresAt} />,
            <GrantActions
              key="actions"
              grant={grant}
              team={teams.get(grant.team) ?? grant.team}
              model={title}
              onChange={reload}
            />,
          ],
        }))}
      />
    </section>
  );
};
