import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import type { ReactElement, ReactNode } from 'react';
import { ErrorNote } from '../../components/ErrorNote';
import { ListSkeleton } from '../../components/ListSkeleton';

/**
 * A card of the catalog whose content is loaded: it waits, shows it, or says why it could
 * not be loaded.
 *
 * @param props - `value` is undefined until it is there; an `error` beside a value is
 *   shown above it
 * @internal
 */
export const EntityCard = <T,>(props: {
  title: string;
  value: T | undefined;
  error?: unknown;
  onRetry: () => void;
  headerActions?: ReactElement;
  footerActions?: ReactElement;
  children: (value: T) => ReactNode;
}) => {
  const { title, value, error, onRetry, children } = props;
  return (
    <EntityInfoCard
      title={title}
      headerActions={props.headerActions}
      footerActions={props.footerActions}
    >
      {error !== undefined && <ErrorNote error={error} onRetry={onRetry} />}
      {error === undefined && value === undefined && (
        <ListSkeleton height={48} />
      )}
      {value !== undefined && children(value)}
    </EntityInfoCard>
  );
};
