import { Button, Select, TextField } from '@backstage/ui';
import type { AuditOutcome } from '@openmaas/backstage-plugin-maas-common';
import { DateField } from '../../../components/DateField';
import { useGroups } from '../../../hooks/useGroups';
import { useSearchParam } from '../../../hooks/useSearchParam';
import { useTexts } from '../../../hooks/useTexts';
import { actionText, KNOWN_ACTIONS } from '../../../utils/audit';
import { type AuditView, OUTCOMES } from '../AuditPage/useAuditView';
import styles from './AuditFilters.module.css';

/** Stands for no choice: nothing to choose has a star. */
const ALL = '*';

const Choice = (props: {
  label: string;
  all: string;
  options: Array<{ id: string; label: string }>;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}) => {
  const { label, all, options, value, onChange } = props;
  const isKnown = !value || options.some(({ id }) => id === value);
  return (
    <Select
      className={styles.field}
      label={label}
      options={[
        { id: ALL, label: all },
        ...options,
        ...(isKnown ? [] : [{ id: value, label: value }]),
      ]}
      selectedKey={value ?? ALL}
      onSelectionChange={key => onChange(key === ALL ? undefined : String(key))}
    />
  );
};

/** What is typed ends up in the address. */
const Typed = (props: { name: string; label: string; hint: string }) => {
  const { text, setText, flush } = useSearchParam(props.name);
  return (
    <TextField
      className={styles.field}
      label={props.label}
      placeholder={props.hint}
      autoComplete="off"
      spellCheck="false"
      value={text}
      onChange={setText}
      onBlur={flush}
    />
  );
};

/** Chooses which entries are shown. @internal */
export const AuditFilters = (props: {
  view: AuditView;
  onChange: (changes: AuditView) => void;
  onClear: () => void;
}) => {
  const { view, onChange, onClear } = props;
  const t = useTexts();
  const teams = useGroups();
  const isFiltered = Object.values(view).some(Boolean);

  return (
    <div
      className={styles.root}
      role="group"
      aria-label={t('auditPage.filter.label')}
    >
      <DateField
        label={t('auditPage.filter.from')}
        value={view.from ?? ''}
        onChange={from => onChange({ from })}
      />
      <DateField
        label={t('auditPage.filter.to')}
        value={view.to ?? ''}
        onChange={to => onChange({ to })}
      />
      <Typed
        name="actor"
        label={t('auditPage.filter.actor')}
        hint={t('auditPage.filter.actorHint')}
      />
      <Choice
        label={t('auditPage.filter.action')}
        all={t('auditPage.filter.allActions')}
        options={KNOWN_ACTIONS.map(id => {
          const name = actionText(id);
          return { id, label: name ? t(`auditPage.action.${name}`) : id };
        })}
        value={view.action}
        onChange={action => onChange({ action })}
      />
      <Typed
        name="target"
        label={t('auditPage.filter.target')}
        hint={t('auditPage.filter.targetHint')}
      />
      <Choice
        label={t('auditPage.filter.team')}
        all={t('auditPage.filter.allTeams')}
        options={teams}
        value={view.team}
        onChange={team => onChange({ team })}
      />
      <Choice
        label={t('auditPage.filter.outcome')}
        all={t('auditPage.filter.allOutcomes')}
        options={OUTCOMES.map(id => ({
          id,
          label: t(`auditPage.outcome.${id}`),
        }))}
        value={view.outcome}
        onChange={outcome =>
          onChange({ outcome: outcome as AuditOutcome | undefined })
        }
      />
      {isFiltered && (
        <Button variant="secondary" onPress={onClear}>
          {t('auditPage.filter.clear')}
        </Button>
      )}
    </div>
  );
};
