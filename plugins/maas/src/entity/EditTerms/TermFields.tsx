import { Flex, Select, TextAreaField, TextField } from '@backstage/ui';
import type {
  ModelTerms,
  TermName,
} from '@openmaas/backstage-plugin-maas-common';
import type { ReactNode } from 'react';
import { type GroupOption, useGroups } from '../../hooks/useGroups';
import { useTexts } from '../../hooks/useTexts';
import { LIFECYCLES } from '../../utils/terms';
import {
  edited,
  type Faults,
  shownValues,
  type TermsForm,
  type TermValues,
} from '../../utils/termsForm';
import { PlansField, VisibilityField } from './ChoiceFields';
import { DataPolicyFields, RetirementFields } from './LifeFields';
import { PriceFields } from './PriceFields';
import { TermField } from './TermField';

const MAX_TITLE = 200;
const MAX_REASON = 1000;

/** Groups to choose from, the chosen one too where it is not in the catalog. */
function withChosen(groups: GroupOption[], chosen: string): GroupOption[] {
  return !chosen || groups.some(({ id }) => id === chosen)
    ? groups
    : [{ id: chosen, label: chosen }, ...groups];
}

/** A field for each term of a model. @internal */
export const TermFields = (props: {
  terms: ModelTerms;
  form: TermsForm;
  faults: Faults;
  onChange: (form: TermsForm) => void;
}) => {
  const { terms, form, faults, onChange } = props;
  const t = useTexts();
  const groups = useGroups();
  const shown = shownValues(terms, form);
  const edit = (edits: Partial<TermValues>) => onChange(edited(form, edits));
  const term = (name: TermName, field: ReactNode) => (
    <TermField name={name} terms={terms} form={form} onChange={onChange}>
      {field}
    </TermField>
  );
  const faultOf = (
    name: Exclude<keyof Faults, 'dataPolicy' | 'retirement'>,
  ) => {
    const fault = faults[name];
    return fault && t(`entity.terms.invalid.${fault}`);
  };

  return (
    <Flex direction="column" gap="4">
      {term(
        'title',
        <TextField
          label={t('entity.term.title')}
          isRequired
          maxLength={MAX_TITLE}
          value={shown.title}
          isInvalid={faults.title !== undefined}
          description={faultOf('title')}
          onChange={title => edit({ title })}
        />,
      )}
      {term(
        'description',
        <TextAreaField
          label={t('entity.term.description')}
          value={shown.description}
          isInvalid={faults.description !== undefined}
          description={faultOf('description')}
          onChange={description => edit({ description })}
        />,
      )}
      {(['owner', 'approver'] as const).map(name => (
        <div key={name}>
          {term(
            name,
            <Select
              label={t(`entity.term.${name}`)}
              placeholder={t('entity.terms.approverNone')}
              searchable
              options={withChosen(groups, shown[name])}
              selectedKey={shown[name] || null}
              onSelectionChange={key => key && edit({ [name]: String(key) })}
            />,
          )}
        </div>
      ))}
      {term(
        'lifecycle',
        <Select
          label={t('entity.term.lifecycle')}
          options={LIFECYCLES.map(id => ({
            id,
            label: t(`entity.lifecycle.${id}`),
          }))}
          selectedKey={shown.lifecycle || null}
          onSelectionChange={key => key && edit({ lifecycle: String(key) })}
        />,
      )}
      {term(
        'visibility',
        <VisibilityField
          value={shown.visibility}
          onChange={visibility => edit({ visibility })}
        />,
      )}
      {term(
        'plans',
        <PlansField
          value={shown.plans}
          fault={faultOf('plans')}
          onChange={plans => edit({ plans })}
        />,
      )}
      {term(
        'multiplier',
        <TextField
          label={t('entity.term.multiplier')}
          value={shown.multiplier}
          inputMode="decimal"
          isInvalid={faults.multiplier !== undefined}
          description={
            faultOf('multiplier') ?? t('entity.terms.multiplierText')
          }
          onChange={multiplier => edit({ multiplier })}
        />,
      )}
      {term(
        'prices',
        <PriceFields
          prices={shown.prices}
          touched={form.edits.prices !== undefined}
          from={form.pricesFrom}
          future={terms.futurePrices}
          faultOf={faultOf}
          onChange={prices => edit({ prices })}
          onFrom={pricesFrom => onChange({ ...form, pricesFrom })}
        />,
      )}
      {term(
        'dataPolicy',
        <DataPolicyFields
          value={shown.dataPolicy}
          fault={faults.dataPolicy}
          onChange={dataPolicy => edit({ dataPolicy })}
        />,
      )}
      {term(
        'retirement',
        <RetirementFields
          modelId={terms.id}
          value={shown.retirement}
          fault={faults.retirement}
          onChange={retirement => edit({ retirement })}
        />,
      )}
      <TextAreaField
        label={t('entity.terms.reason')}
        description={t('entity.terms.reasonText')}
        maxLength={MAX_REASON}
        value={form.reason}
        onChange={reason => onChange({ ...form, reason })}
      />
    </Flex>
  );
};
