import {
  Combobox,
  NumberField,
  Select,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import type { ReactNode } from 'react';
import { useGroups } from '../../../hooks/useGroups';
import { useTexts } from '../../../hooks/useTexts';
import {
  idOf,
  isModelId,
  kindOf,
  SOURCE_KINDS,
  type WishForm,
} from '../../../utils/modelRequests';
import { TeamSelect } from '../JoinDialog';

/** What the control plane takes at most. */
const MAX_LENGTH = { uri: 500, title: 100, text: 1000 };

interface FieldsProps {
  form: WishForm;
  edit: (edits: Partial<WishForm>) => void;
}

const SourceFields = ({ form, edit }: FieldsProps) => {
  const t = useTexts();
  return (
    <>
      <Select
        label={t('modelRequestsPage.form.kind')}
        isRequired
        options={SOURCE_KINDS.map(id => ({
          id,
          label: t(`modelRequestsPage.source.${id}`),
        }))}
        selectedKey={form.kind}
        onSelectionChange={key =>
          edit({ kind: SOURCE_KINDS.find(kind => kind === key) })
        }
      />
      <TextField
        label={t(`modelRequestsPage.form.uri.${form.kind}`)}
        description={t(`modelRequestsPage.form.uriDescription.${form.kind}`)}
        isRequired
        spellCheck="false"
        maxLength={MAX_LENGTH.uri}
        value={form.uri}
        // Whoever pastes an address says by it where it leads.
        onChange={uri => edit({ uri, kind: kindOf(uri) ?? form.kind })}
      />
    </>
  );
};

const NameFields = ({ form, edit }: FieldsProps) => {
  const t = useTexts();
  const id = idOf(form);
  return (
    <>
      <TextField
        label={t('modelRequestsPage.form.model')}
        description={t('modelRequestsPage.form.modelDescription')}
        isRequired
        isInvalid={id !== '' && !isModelId(id)}
        spellCheck="false"
        value={id}
        onChange={model => edit({ model })}
      />
      <TextField
        label={t('modelRequestsPage.form.name')}
        description={t('modelRequestsPage.form.nameDescription')}
        maxLength={MAX_LENGTH.title}
        value={form.title}
        onChange={title => edit({ title })}
      />
    </>
  );
};

const TeamFields = ({
  form,
  edit,
  teams,
}: FieldsProps & { teams: string[] }) => {
  const t = useTexts();
  const groups = useGroups();
  const team = form.team ?? teams[0];
  const payer = form.payer ?? team;
  // The catalog may be away, and the user's own teams can pay in any case.
  const payers = [
    ...groups,
    ...teams
      .filter(id => !groups.some(group => group.id === id))
      .map(id => ({ id, label: id })),
  ];
  return (
    <>
      <TeamSelect
        label={t('modelRequestsPage.form.team')}
        teams={teams}
        team={team}
        onChange={next => edit({ team: next })}
      />
      <Combobox
        label={t('modelRequestsPage.form.payer')}
        isRequired
        options={payers}
        search
        value={payer}
        onChange={key =>
          edit({ payer: key === null ? undefined : String(key) })
        }
      />
    </>
  );
};

/** What can be said about a model that somebody wants. @internal */
export const WishFields = (props: {
  form: WishForm;
  /** The user's teams, as entity references. */
  teams: string[];
  /** What is similar to what is typed, shown right below it. */
  similar: ReactNode;
  onChange: (form: WishForm) => void;
}) => {
  const { form, teams, similar, onChange } = props;
  const t = useTexts();
  const edit = (edits: Partial<WishForm>) => onChange({ ...form, ...edits });
  return (
    <>
      <SourceFields form={form} edit={edit} />
      {similar}
      <NameFields form={form} edit={edit} />
      <TeamFields form={form} edit={edit} teams={teams} />
      <TextAreaField
        label={t('modelRequestsPage.form.reason')}
        isRequired
        maxLength={MAX_LENGTH.text}
        value={form.reason}
        onChange={reason => edit({ reason })}
      />
      <TextAreaField
        label={t('modelRequestsPage.form.expectedUse')}
        isRequired
        maxLength={MAX_LENGTH.text}
        value={form.expectedUse}
        onChange={expectedUse => edit({ expectedUse })}
      />
      <NumberField
        label={t('modelRequestsPage.form.tokens')}
        description={t('modelRequestsPage.form.tokensDescription')}
        minValue={1}
        maxValue={Number.MAX_SAFE_INTEGER}
        step={1}
        value={form.tokensPerMonth ?? NaN}
        onChange={value =>
          edit({ tokensPerMonth: Number.isNaN(value) ? undefined : value })
        }
      />
    </>
  );
};
