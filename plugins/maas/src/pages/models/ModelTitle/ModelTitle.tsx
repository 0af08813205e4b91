import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  type Model,
  modelEntityRef,
} from '@openmaas/backstage-plugin-maas-common';

/** A model's title, linked to its page; hidden models have none in the catalog. @internal */
export const ModelTitle = (props: {
  model: Pick<Model, 'id' | 'title' | 'visibility'>;
}) => {
  const { id, title, visibility } = props.model;
  return visibility === 'hidden' ? (
    <>{title}</>
  ) : (
    <EntityRefLink entityRef={modelEntityRef(id)} title={title} hideIcon />
  );
};
