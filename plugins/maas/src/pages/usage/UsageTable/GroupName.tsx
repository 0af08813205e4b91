import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { KeyName } from '../../../components/KeyName';
import { ModelName } from '../../../components/ModelName';
import type { KeyIndex } from '../../../hooks/useKeyIndex';
import type { ModelIndex } from '../../../hooks/useModelIndex';
import { formatDay } from '../../../utils/periods';
import type { Grouping } from '../../../utils/usage';

/** What ids are called. @internal */
export interface NameIndexes {
  models: ModelIndex;
  keys: KeyIndex;
}

/** A model, day, key or team by name, linked where there is something to see. @internal */
export const GroupName = (props: {
  id: string;
  by: Grouping;
  timeZone: string;
  indexes: NameIndexes;
}) => {
  const { id, by, timeZone, indexes } = props;
  switch (by) {
    case 'day':
      return <time dateTime={id}>{formatDay(id, timeZone)}</time>;
    case 'key':
      return <KeyName id={id} index={indexes.keys} />;
    case 'team':
      return <EntityRefLink entityRef={id} hideIcon />;
    default:
      return <ModelName id={id} index={indexes.models} unmarked />;
  }
};
