import { useEntity } from '@backstage/plugin-catalog-react';
import type { ComponentType, ReactElement } from 'react';
import { modelIdOf } from '../utils/entities';

/**
 * Makes a component for a model's catalog page of one that takes the model's id.
 *
 * @internal
 */
export function perModel(
  Shown: ComponentType<{ id: string }>,
): () => ReactElement {
  return function PerModel() {
    const id = modelIdOf(useEntity().entity);
    // Nothing of one model may stay for the next one.
    return <Shown key={id} id={id} />;
  };
}
