import { useRouteRef } from '@backstage/core-plugin-api';
import { Button, ButtonLink } from '@backstage/ui';
import { EmptyNote } from '../../../components/EmptyNote';
import { SimulatedNote } from '../../../components/SimulatedNote';
import { useTexts } from '../../../hooks/useTexts';
import { keysRouteRef } from '../../../routes';
import { LatestCalls } from '../LatestCalls';
import { UsageChart } from '../UsageChart';
import { UsageFigures } from '../UsageFigures';
import { UsageGroups } from '../UsageGroups';
import type { NameIndexes } from '../UsageTable/GroupName';
import type { ShownUsage } from './useUsage';
import type { UsageView } from './useUsageView';

interface UsageContentProps {
  usage: ShownUsage;
  view: UsageView;
  /** Whether there is more than one team to tell apart. */
  manyTeams: boolean;
  indexes: NameIndexes;
  onChange: (changes: Partial<UsageView>) => void;
}

const NothingUsed = ({
  view,
  onChange,
}: Pick<UsageContentProps, 'view' | 'onChange'>) => {
  const t = useTexts();
  const keysLink = useRouteRef(keysRouteRef);
  return view.team || view.model || view.key ? (
    <EmptyNote
      title={t('usagePage.noHit.title')}
      text={t('usagePage.noHit.text')}
      action={
        <Button
          variant="secondary"
          onPress={() =>
            onChange({ team: undefined, model: undefined, key: undefined })
          }
        >
          {t('usagePage.noHit.clear')}
        </Button>
      }
    />
  ) : (
    <EmptyNote
      title={t('usagePage.empty.title')}
      text={t('usagePage.empty.text')}
      action={
        <ButtonLink variant="primary" href={keysLink()}>
          {t('usagePage.empty.action')}
        </ButtonLink>
      }
    />
  );
};

/** Usage that has come, in figures, as a chart and in tables. @internal */
export const UsageContent = (props: UsageContentProps) => {
  const { usage, view, manyTeams, indexes, onChange } = props;
  const { report } = usage;

  if (report.total.requests === 0) {
    return <NothingUsed view={view} onChange={onChange} />;
  }
  return (
    <>
      <SimulatedNote
        shown={report.rows.map(({ model = '' }) => model)}
        models={indexes.models}
      />
      <UsageFigures report={report} />
      <UsageChart
        usage={usage}
        show={view.show}
        models={indexes.models}
        onShow={show => onChange({ show })}
      />
      <UsageGroups
        report={report}
        view={view}
        manyTeams={manyTeams}
        indexes={indexes}
        onChange={onChange}
      />
      <LatestCalls from={report.from} filter={view} indexes={indexes} />
    </>
  );
};
