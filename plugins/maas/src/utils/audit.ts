import type { AuditEntry } from '@openmaas/backstage-plugin-maas-common';
import { messages } from '../translations/messages';

/** A field before and after a change. @internal */
export interface FieldChange {
  name: string;
  before?: string;
  after?: string;
  differs: boolean;
}

type Texts = typeof messages.auditPage;

/** Names of texts have no hyphens. */
const camelCase = (id: string) =>
  id.replace(/-([a-z])/g, (_, letter: string) =>
    letter.toLocaleUpperCase('en-US'),
  );

const kebabCase = (name: string) =>
  name.replace(/[A-Z]/g, letter => `-${letter.toLocaleLowerCase('en-US')}`);

/**
 * The name of the text for an action.
 *
 * @returns undefined for one that has none
 * @internal
 */
export function actionText(action: string): keyof Texts['action'] | undefined {
  const name = camelCase(action);
  return name in messages.auditPage.action
    ? (name as keyof Texts['action'])
    : undefined;
}

/** The actions that have a text, by their ids. @internal */
export const KNOWN_ACTIONS: string[] = Object.keys(
  messages.auditPage.action,
).map(kebabCase);

/**
 * The name of the text for what something was done to.
 *
 * @returns undefined for what has none
 * @internal
 */
export function targetText(kind: string): keyof Texts['target'] | undefined {
  const name = camelCase(kind);
  return name in messages.auditPage.target
    ? (name as keyof Texts['target'])
    : undefined;
}

/** What an entry says of before and after, field by field. @internal */
export function fieldChanges({
  before = {},
  after = {},
}: Pick<AuditEntry, 'before' | 'after'>): FieldChange[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].map(name => {
    const one = asText(before[name]);
    const other = asText(after[name]);
    return { name, before: one, after: other, differs: one !== other };
  });
}

/**
 * A value as people read it.
 *
 * @returns undefined for none
 * @internal
 */
export function asText(value: unknown): string | undefined {
  if (value === undefined || value === null) {
    return undefined;
  }
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
