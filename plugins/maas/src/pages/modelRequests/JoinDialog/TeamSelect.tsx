import { Select } from '@backstage/ui';
import { useEntityTitles } from '../../../hooks/useEntityTitles';

/** One of the user's teams. @internal */
export const TeamSelect = (props: {
  label: string;
  /** Entity references; the same array as long as they are the same. */
  teams: string[];
  team: string | undefined;
  onChange: (team: string) => void;
}) => {
  const { label, teams, team, onChange } = props;
  const titles = useEntityTitles(teams);
  return (
    <Select
      label={label}
      isRequired
      options={teams.map(id => ({ id, label: titles.get(id) ?? id }))}
      selectedKey={team ?? null}
      onSelectionChange={key => onChange(String(key))}
    />
  );
};
