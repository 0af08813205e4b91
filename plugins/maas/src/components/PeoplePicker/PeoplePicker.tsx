import { Combobox } from '@backstage/ui';
import { useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';
import { type PersonOption, usePeople } from '../../hooks/usePeople';
import { sameEntity } from '../../utils/entities';
import { describeError } from '../../utils/errors';

const DEBOUNCE_MS = 250;

/**
 * Chooses a user of the catalog, who is searched for while one types.
 *
 * @param props - `without` is who cannot be chosen, as an entity reference
 * @internal
 */
export const PeoplePicker = (props: {
  label: string;
  placeholder: string;
  value: PersonOption | undefined;
  without?: string;
  onChange: (person: PersonOption | undefined) => void;
}) => {
  const { label, placeholder, value, without, onChange } = props;
  const [text, setText] = useState('');
  const [search, setSearch] = useState('');
  useDebounce(() => setSearch(text.trim()), DEBOUNCE_MS, [text]);
  const found = usePeople(search);
  const options = (found.value ?? []).filter(
    ({ id }) => !(without && sameEntity(id, without)),
  );

  return (
    <Combobox
      label={label}
      placeholder={placeholder}
      description={
        found.error === undefined
          ? undefined
          : describeError(found.error).message
      }
      isRequired
      options={options}
      loading={{ state: found.loading ? 'filtering' : 'idle' }}
      // The catalog has searched already.
      search={{ inputValue: text, onInputChange: setText, filter: () => true }}
      value={value?.id ?? null}
      onChange={key => onChange(options.find(({ id }) => id === key))}
    />
  );
};
