import type {
  ApiKey,
  CreateKey,
  KeyLimits,
  UpdateKey,
} from '@openmaas/backstage-plugin-maas-common';
import { type AddressFault, parseAddresses } from './addresses';

/** As the control plane wants it. */
const LABEL = /^[A-Za-z0-9]([A-Za-z0-9 ._/:=-]{0,61}[A-Za-z0-9])?$/;

/** A key as it is typed. @internal */
export interface KeyForm {
  name: string;
  label: string;
  /** Ids of models; all of the team's if empty. */
  models: string[];
  /** One per line. */
  addresses: string;
  /** Those that are set. */
  limits: KeyLimits;
  /** From now on. */
  expiresInDays?: number;
}

/** Nothing typed yet. @internal */
export const EMPTY_KEY_FORM: KeyForm = {
  name: '',
  label: '',
  models: [],
  addresses: '',
  limits: {},
};

/** What is wrong with a form. @internal */
export interface KeyFormFaults {
  name?: true;
  label?: true;
  addresses?: AddressFault;
}

/** A key that is there, as a form. @internal */
export function formOf(key: ApiKey): KeyForm {
  return {
    name: key.name,
    label: key.label ?? '',
    models: key.onlyModels ?? [],
    addresses: (key.addresses ?? []).join('\n'),
    limits: key.limits ?? {},
  };
}

/** Looks through what is typed. @internal */
export function faultsOf(form: KeyForm): KeyFormFaults {
  const label = form.label.trim();
  return {
    name: form.name.trim() ? undefined : true,
    label: label && !LABEL.test(label) ? true : undefined,
    addresses: parseAddresses(form.addresses).fault,
  };
}

/** Whether a form can be sent. @internal */
export function isSound(form: KeyForm): boolean {
  return Object.values(faultsOf(form)).every(fault => fault === undefined);
}

/** What a form says of a key; undefined where it leaves something open. */
function wanted(form: KeyForm) {
  const listOf = <T>(items: T[]) => (items.length > 0 ? items : undefined);
  return {
    label: form.label.trim() || undefined,
    models: listOf([...form.models].sort()),
    addresses: listOf(parseAddresses(form.addresses).addresses),
    limits: Object.keys(form.limits).length > 0 ? form.limits : undefined,
  };
}

/** The body that makes a key. @internal */
export function bodyOf(team: string, form: KeyForm): CreateKey {
  const { label, models, addresses, limits } = wanted(form);
  return {
    team,
    name: form.name.trim(),
    ...(label && { label }),
    ...(models && { models }),
    ...(addresses && { addresses }),
    ...(form.expiresInDays && { expiresInDays: form.expiresInDays }),
    ...(limits && { limits }),
  };
}

/** Tells limits apart, in whatever order they are. */
function sameValue(one: unknown, other: unknown): boolean {
  const sorted = (value: unknown) =>
    JSON.stringify(value, (_, part) =>
      part && typeof part === 'object' && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort())
        : part,
    );
  return sorted(one) === sorted(other);
}

/**
 * The body that makes of a key what a form says: only what is to change.
 *
 * @param form - without faults
 * @returns undefined where nothing is to change
 * @internal
 */
export function updateOf(key: ApiKey, form: KeyForm): UpdateKey | undefined {
  const before = wanted(formOf(key));
  const after = wanted(form);
  const name = form.name.trim();
  const body: UpdateKey = {
    ...(name !== key.name && { name }),
    ...(after.label !== before.label && { label: after.label ?? null }),
    ...(!sameValue(after.models, before.models) && {
      models: after.models ?? null,
    }),
    ...(!sameValue(after.addresses, before.addresses) && {
      addresses: after.addresses ?? null,
    }),
    ...(!sameValue(after.limits, before.limits) && {
      limits: after.limits ?? null,
    }),
    ...(form.expiresInDays && { expiresInDays: form.expiresInDays }),
  };
  return Object.keys(body).length > 0 ? body : undefined;
}
