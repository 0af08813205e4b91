import { useCallback, useEffect, useRef } from 'react';
import { LARGEST_COMPARISON } from '../../../utils/modelFilters';
import type { ComparisonChoice } from '../ModelActions';

/** The choice of models to be compared. @internal */
export interface Comparison {
  /** Whether a model is, or can be, chosen. */
  of(id: string): ComparisonChoice;
  /** Chooses a model, or takes it out; always the same function. */
  toggle(id: string): void;
}

/**
 * Lets models be chosen to be compared.
 *
 * @param chosen - ids
 * @internal
 */
export function useComparison(
  chosen: string[],
  onChange: (chosen: string[]) => void,
): Comparison {
  const latest = useRef({ chosen, onChange });
  useEffect(() => {
    latest.current = { chosen, onChange };
  });
  const toggle = useCallback((id: string) => {
    const now = latest.current;
    now.onChange(
      now.chosen.includes(id)
        ? now.chosen.filter(other => other !== id)
        : [...now.chosen, id],
    );
  }, []);
  const full = chosen.length >= LARGEST_COMPARISON;
  return { of: id => ({ chosen: chosen.includes(id), full, toggle }), toggle };
}
