import { Button, Checkbox, CheckboxGroup, VisuallyHidden } from '@backstage/ui';
import type { Facet } from '@openmaas/backstage-plugin-maas-common';
import { useState } from 'react';
import { useTexts } from '../../../hooks/useTexts';
import { formatCount } from '../../../utils/numbers';
import styles from './ModelFilters.module.css';

/** How many values are shown before somebody asks for all. */
const SHOWN_VALUES = 6;

/** What is chosen can be taken away, even where no model has it any more. */
function withChosen(facets: Facet[], chosen: string[]) {
  const known = new Set(facets.map(({ value }) => value));
  return [
    ...facets,
    ...chosen
      .filter(value => !known.has(value))
      .map(value => ({ value, count: 0 })),
  ];
}

/** Chooses among the values that models have, with how many models have each. @internal */
export const FacetGroup = <T extends string>(props: {
  label: string;
  description?: string;
  /** Most frequent first. */
  facets: Facet[];
  chosen: T[];
  /** What a value is called; itself if left out. */
  nameOf?: (value: T) => string;
  onChange: (chosen: T[]) => void;
}) => {
  const { label, description, facets, chosen, nameOf, onChange } = props;
  const t = useTexts();
  const [all, setAll] = useState(false);
  const values = withChosen(facets, chosen);
  const shown = values.filter(
    ({ value }, index) =>
      all || index < SHOWN_VALUES || chosen.includes(value as T),
  );

  if (values.length === 0) {
    return null;
  }
  return (
    <div>
      <CheckboxGroup
        label={label}
        description={description}
        value={chosen}
        onChange={next => onChange(next as T[])}
      >
        {shown.map(({ value, count }) => (
          <Checkbox key={value} value={value}>
            <span className={styles.value}>
              {nameOf?.(value as T) ?? value}{' '}
              <span className={styles.count} aria-hidden="true">
                {formatCount(count)}
              </span>
              <VisuallyHidden>
                {t('modelsPage.filter.count', { count })}
              </VisuallyHidden>
            </span>
          </Checkbox>
        ))}
      </CheckboxGroup>
      {values.length > SHOWN_VALUES && (
        <Button
          variant="tertiary"
          size="small"
          className={styles.more}
          aria-expanded={all}
          aria-label={
            all
              ? t('modelsPage.filter.showFewerOf', { filter: label })
              : t('modelsPage.filter.showAllOf', {
                  count: values.length,
                  filter: label,
                })
          }
          onPress={() => setAll(!all)}
        >
          {all
            ? t('modelsPage.filter.showFewer')
            : t('modelsPage.filter.showAll', { count: values.length })}
        </Button>
      )}
    </div>
  );
};
