import { InputError } from '@backstage/errors';
import {
  type CreateAccessRequest,
  modelIdFromRef,
  parseAmount,
} from '@openmaas/backstage-plugin-maas-common';

/** What a template gives of an access request; empty texts where nobody wrote any. */
export interface AccessInput {
  team: string;
  models: string[];
  plan: string;
  purpose: string;
  expiresInDays?: number;
  monthlyBudget?: string | number;
  data?: CreateAccessRequest['data'];
  keyName?: string;
  replaces?: string;
}

// No flags: they would not survive in the JSON schema that the scaffolder checks with.
/** A model's id, or its entity reference. @internal */
export const MODEL =
  /^([Rr]esource:maas\/)?[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$/;

/** Id of an access request. @internal */
export const UUID =
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Classes of data that a request can name. @internal */
export const DATA_CLASSES = [
  'public',
  'internal',
  'confidential',
  'personal',
] as const;

/**
 * The body of an access request: only what the control plane knows, so that equal input
 * gives equal requests.
 *
 * @throws InputError where the budget is no amount
 * @internal
 */
export function accessBodyOf(
  input: AccessInput,
  newKey: boolean,
): CreateAccessRequest {
  const keyName = input.keyName?.trim();
  const monthlyBudget = nanosOf(input.monthlyBudget);
  return {
    team: input.team,
    models: modelIdsOf(input.models),
    plan: input.plan,
    purpose: input.purpose,
    ...(input.expiresInDays !== undefined && {
      expiresInDays: input.expiresInDays,
    }),
    ...(monthlyBudget !== undefined && { monthlyBudget }),
    ...(input.data && { data: input.data }),
    ...(!newKey && { newKey: false }),
    ...(newKey && keyName && { keyName }),
    ...(input.replaces && { replaces: input.replaces }),
  };
}

/** Ids of models, each once. @internal */
export function modelIdsOf(models: string[]): string[] {
  return [...new Set(models.map(modelIdFromRef))];
}

function nanosOf(amount: string | number | undefined): string | undefined {
  if (amount === undefined || String(amount).trim() === '') {
    return undefined;
  }
  try {
    return parseAmount(
      typeof amount === 'string' ? amount.trim() : amount,
    ).toString();
  } catch (error) {
    throw new InputError(`monthlyBudget: ${(error as Error).message}`);
  }
}
