import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';

/**
 * Chooses one of a few views of a list.
 *
 * @internal
 */
export const ScopeSwitch = <T extends string>(props: {
  label: string;
  options: ReadonlyArray<{ id: T; label: string }>;
  value: T;
  onChange: (value: T) => void;
}) => {
  const { label, options, value, onChange } = props;
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={keys => {
        const chosen = options.find(option => keys.has(option.id));
        if (chosen) {
          onChange(chosen.id);
        }
      }}
    >
      {options.map(option => (
        <ToggleButton key={option.id} id={option.id}>
          {option.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
};
