import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { modelEntityRef } from '@openmaas/backstage-plugin-maas-common';
import type { ModelIndex } from '../../hooks/useModelIndex';
import { SimulatedMark } from '../SimulatedMark';
import styles from './ModelName.module.css';

/** A model's title, linked to its catalog page, marked if it is simulated. @internal */
export const ModelName = (props: {
  id: string;
  title?: string;
  index: ModelIndex;
}) => {
  const { id, title, index } = props;
  const model = index.get(id);
  return (
    <span className={styles.name}>
      <EntityRefLink
        entityRef={modelEntityRef(id)}
        title={title ?? model?.title ?? id}
        hideIcon
      />
      {model?.simulated && <SimulatedMark />}
    </span>
  );
};
