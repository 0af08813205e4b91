import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Actor } from '../../../components/Actor';

/** People and groups have pages; services have only names. */
const IN_CATALOG = /^(user|group):/;
const BY_ITSELF = /^(rule:|system$)/;

/** Who did something. @internal */
export const Who = ({ actor }: { actor: string }) => {
  if (IN_CATALOG.test(actor)) {
    return <EntityRefLink entityRef={actor} hideIcon />;
  }
  return BY_ITSELF.test(actor) ? <Actor actor={actor} /> : <>{actor}</>;
};
