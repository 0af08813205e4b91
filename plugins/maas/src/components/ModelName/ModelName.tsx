import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { modelEntityRef } from '@openmaas/backstage-plugin-maas-common';
import type { ModelIndex } from '../../hooks/useModelIndex';
import { SimulatedMark } from '../SimulatedMark';
import styles from './ModelName.module.css';

/**
 * A model's title, linked to its catalog page, marked if it is simulated.
 *
 * @param props - `unmarked` where the page says elsewhere what is simulated
 * @internal
 */
export const ModelName = (props: {
  id: string;
  title?: string;
  index: ModelIndex;
  unmarked?: boolean;
}) => {
  const { id, title, index, unmarked } = props;
  const model = index.get(id);
  return (
    <span className={styles.name}>
      <EntityRefLink
        entityRef={modelEntityRef(id)}
        title={title ?? model?.title ?? id}
        hideIcon
      />
      {!unmarked && model?.simulated && <SimulatedMark />}
    </span>
  );
};
