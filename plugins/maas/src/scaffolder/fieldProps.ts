import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';

/** What a form hands to a field whose value is of one type. @internal */
export type FieldProps<T> = FieldExtensionComponentProps<T>;

/** What of the other fields of its form a field looks at. @internal */
export interface AccessFormData {
  team?: string;
  models?: string[];
  plan?: string;
  data?: string;
  monthlyBudget?: string | number;
}

/** What is filled in so far, in whatever state. @internal */
export function accessFormData(
  props: Pick<FieldProps<unknown>, 'formContext'>,
): AccessFormData {
  return props.formContext?.formData ?? {};
}
