import { EntityDisplayName } from '@backstage/plugin-catalog-react';
import { Button, Text } from '@backstage/ui';
import type {
  ModelTerms,
  TermName,
} from '@openmaas/backstage-plugin-maas-common';
import type { ReactNode } from 'react';
import { useTexts } from '../../hooks/useTexts';
import { formatDateTime } from '../../utils/dates';
import {
  givenBack,
  kept,
  termNamed,
  type TermsForm,
} from '../../utils/termsForm';
import { TermValue } from '../TermValue';
import styles from './TermField.module.css';

interface TermFieldProps {
  name: TermName;
  terms: ModelTerms;
  form: TermsForm;
  onChange: (form: TermsForm) => void;
}

/** Whose value it is, and a way back to the source. */
const Origin = ({ name, terms, form, onChange }: TermFieldProps) => {
  const t = useTexts();
  const { setBy, setAt, sourceValue } = termNamed(terms, name) ?? {};
  const label = t(`entity.term.${name}`);

  if (form.givenBack.includes(name)) {
    return (
      <>
        <Text variant="body-small">{t('entity.terms.givenBack')}</Text>
        <Button
          variant="tertiary"
          size="small"
          aria-label={t('entity.terms.keepTerm', { term: label })}
          onPress={() => onChange(kept(form, name))}
        >
          {t('entity.terms.keep')}
        </Button>
      </>
    );
  }
  // Prices of a person that do not hold yet can be given back as well.
  const future = name === 'prices' && terms.futurePrices.length > 0;
  return (
    <>
      <Text variant="body-small" color="secondary">
        {setBy && setAt
          ? t('entity.terms.setBy', {
              person: <EntityDisplayName entityRef={setBy} hideIcon />,
              date: formatDateTime(setAt),
              value: <TermValue name={name} value={sourceValue} plain />,
            })
          : t('entity.terms.sourceSays')}
      </Text>
      {(setBy || future) && (
        <Button
          variant="tertiary"
          size="small"
          aria-label={t('entity.terms.giveBackTerm', { term: label })}
          onPress={() => onChange(givenBack(form, name))}
        >
          {t('entity.terms.giveBack')}
        </Button>
      )}
    </>
  );
};

/** A field for a term, with whose value it is. @internal */
export const TermField = (props: TermFieldProps & { children: ReactNode }) => {
  const { children, ...term } = props;
  return (
    <div className={styles.term}>
      {children}
      <div className={styles.origin}>
        <Origin {...term} />
      </div>
    </div>
  );
};
