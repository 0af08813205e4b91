import { Button, Flex, Select } from '@backstage/ui';
import { ScopeSwitch } from '../../../components/ScopeSwitch';
import { useEntityTitles } from '../../../hooks/useEntityTitles';
import type { KeyIndex } from '../../../hooks/useKeyIndex';
import type { ModelIndex } from '../../../hooks/useModelIndex';
import { useTexts } from '../../../hooks/useTexts';
import { type Period, PERIODS } from '../../../utils/periods';
import type { UsageChoices } from '../UsagePage/useUsageChoices';
import type { UsageView } from '../UsagePage/useUsageView';
import styles from './UsageFilters.module.css';

/** Texts have no digits at the start of their names. */
const TEXT_OF = {
  today: 'today',
  '7d': 'week',
  '30d': 'thirtyDays',
  month: 'month',
} as const;

/** Stands for no choice; neither an entity reference nor a model's id has a star. */
const ALL = '*';

const Choice = (props: {
  label: string;
  all: string;
  options: Array<{ id: string; label: string }>;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}) => (
  <Select
    className={styles.choice}
    aria-label={props.label}
    options={[{ id: ALL, label: props.all }, ...props.options]}
    selectedKey={props.value ?? ALL}
    onSelectionChange={key =>
      props.onChange(key === ALL ? undefined : String(key))
    }
  />
);

/** Chooses the time, and whose usage and of what is shown. @internal */
export const UsageFilters = (props: {
  view: UsageView;
  choices: UsageChoices;
  models: ModelIndex;
  keys: KeyIndex;
  onChange: (changes: Partial<UsageView>) => void;
}) => {
  const { view, choices, models, keys, onChange } = props;
  const t = useTexts();
  const teamTitles = useEntityTitles(choices.teams);

  return (
    <Flex align="center" gap="3" className={styles.root}>
      <ScopeSwitch<Period>
        label={t('usagePage.period.label')}
        value={view.period}
        onChange={period => onChange({ period })}
        options={PERIODS.map(id => ({
          id,
          label: t(`usagePage.period.${TEXT_OF[id]}`),
        }))}
      />
      {(choices.teams.length > 1 || view.team) && (
        <Choice
          label={t('usagePage.filter.team')}
          all={t('usagePage.filter.allTeams')}
          options={choices.teams.map(id => ({
            id,
            label: teamTitles.get(id) ?? id,
          }))}
          value={view.team}
          onChange={team => onChange({ team })}
        />
      )}
      {(choices.models.length > 1 || view.model) && (
        <Choice
          label={t('usagePage.filter.model')}
          all={t('usagePage.filter.allModels')}
          options={choices.models.map(id => ({
            id,
            label: models.get(id)?.title ?? id,
          }))}
          value={view.model}
          onChange={model => onChange({ model })}
        />
      )}
      {view.key && (
        <Button
          variant="secondary"
          className={styles.key}
          onPress={() => onChange({ key: undefined })}
        >
          {t('usagePage.filter.clearKey', {
            name: keys.get(view.key)?.name ?? view.key.slice(-8),
          })}
        </Button>
      )}
    </Flex>
  );
};
