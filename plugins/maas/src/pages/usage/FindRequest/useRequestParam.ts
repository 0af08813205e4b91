import { useRouteRef } from '@backstage/core-plugin-api';
import { useSearchParams } from 'react-router-dom';
import { usageRouteRef } from '../../../routes';

const NAME = 'request';

/**
 * Which request is looked for, as the address says, so that a link finds the same.
 *
 * @internal
 */
export function useRequestParam() {
  const [params, setParams] = useSearchParams();
  const usageLink = useRouteRef(usageRouteRef);

  const withId = (id: string | undefined) => {
    const after = new URLSearchParams(params);
    if (id) {
      after.set(NAME, id);
    } else {
      after.delete(NAME);
    }
    return after;
  };

  return {
    /** As the address has it; it may be malformed. */
    value: params.get(NAME) ?? '',
    /** Looks for another one, or for none; the way back leads to the one before. */
    find: (id: string | undefined) => setParams(withId(id)),
    /** The address that finds a request, beside all else that is shown now. */
    linkTo: (id: string) => `${usageLink()}?${withId(id)}`,
  };
}
