import { isError, NotFoundError } from '@backstage/errors';
import type { AuditTarget } from './AuditNotes';

/** Errors whose messages are for callers to read; others may quote rows. */
const FOR_CALLERS = new Set([
  'AuthenticationError',
  'ConflictError',
  'InputError',
  'NotAllowedError',
  'NotFoundError',
  'NotModifiedError',
  'ServiceUnavailableError',
]);

const MAX_LENGTH = 500;

/** There is such a thing, and the caller may not know. @internal */
export class HiddenError extends NotFoundError {
  /** What is hidden: no field of its own, as those are in what callers are answered. */
  readonly #target: AuditTarget;

  constructor(message: string, target: AuditTarget) {
    super(message);
    this.#target = target;
  }

  get target(): AuditTarget {
    return this.#target;
  }
}

/**
 * How a thing that is not there is answered: the same whether it is missing or hidden.
 */
const MISSING = {
  'access-request': (id: string) => `There is no access request ${id}`,
  'api-key': (id: string) => `There is no key ${id}`,
  call: (id: string) => `There is no request ${id}`,
  grant: (id: string) => `There is no grant ${id}`,
  model: (id: string) => `There is no model "${id}"`,
  'model-request': (id: string) => `There is no model request ${id}`,
  team: (id: string) => `There is no team "${id}"`,
};

/** Things that may be hidden from callers. @internal */
export type HiddenKind = keyof typeof MISSING;

/**
 * Answers as if there was no such thing, and has the attempt in the audit log: for what
 * is there but not the caller's to see.
 *
 * @returns the error to throw
 * @internal
 */
export function hidden(kind: HiddenKind, id: string): NotFoundError {
  return new HiddenError(MISSING[kind](id), { kind, id });
}

/** Whether somebody was not let, or asked for what is not there for them. @internal */
export function isRefusal(error: unknown): boolean {
  return (
    isError(error) &&
    (error.name === 'NotAllowedError' || error.name === 'NotFoundError')
  );
}

/** What is kept of an error: nothing that could quote a secret. @internal */
export function publicMessage(error: unknown): string {
  const name = isError(error) ? error.name : 'Error';
  return isError(error) && FOR_CALLERS.has(name)
    ? `${name}: ${error.message}`.slice(0, MAX_LENGTH)
    : `${name}: see the log of the portal`;
}
