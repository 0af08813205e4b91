import type { Model } from '@openmaas/backstage-plugin-maas-common';

/** Whose end is announced is not to be built upon any more. @internal */
export function lifecycleOf({
  lifecycle,
  retirement,
}: Pick<Model, 'lifecycle' | 'retirement'>): Model['lifecycle'] {
  return retirement ? 'deprecated' : lifecycle;
}
