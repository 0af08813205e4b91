import type {
  Refusal,
  RefusedLimit,
} from '@openmaas/backstage-plugin-maas-common';
import type { RequestNotes } from '../server/ClientServer';
import type { GatewayError } from '../server/GatewayError';

/** Longest texts that the control plane takes, in characters. */
const MAX_PATH = 100;
const MAX_CODE = 100;
const MAX_MESSAGE = 1000;
const MAX_SCOPE = 300;

/** What no database takes into a text: NUL, and half of what UTF-16 writes in two. */
const NO_TEXT = /\0|\p{Surrogate}/gu;

/**
 * What the control plane is told of a request that was answered with an error.
 *
 * @internal
 */
export function refusalOf(
  error: GatewayError,
  notes: RequestNotes,
  gateway: string,
): Refusal {
  return {
    ...requestOf(notes, gateway),
    status: error.status,
    code: text(error.code, MAX_CODE),
    message: text(error.message, MAX_MESSAGE),
    limit: error.limit && limitOf(error.limit),
  };
}

/**
 * What it is told of a request that was let in beyond limits that only report: the first
 * of them with its numbers, and the names of all.
 *
 * @returns nothing where there are none
 * @internal
 */
export function shadowRefusalOf(
  notes: RequestNotes,
  gateway: string,
): Refusal | undefined {
  const [limit] = notes.shadowed ?? [];
  if (!limit) {
    return undefined;
  }
  const all = notes.shadowed?.map(({ name, scope }) => `${name} of ${scope}`);
  const isQuota = limit.name === 'tokensPerMonth' || limit.name === 'budget';
  return {
    ...requestOf(notes, gateway),
    status: 429,
    code: isQuota ? 'insufficient_quota' : 'rate_limit_exceeded',
    message: text(
      `The call was let in, as these limits only report: ${all?.join(', ')}.`,
      MAX_MESSAGE,
    ),
    limit: limitOf(limit),
    shadow: true,
  };
}

function requestOf(notes: RequestNotes, gateway: string) {
  return {
    id: notes.id,
    at: new Date(notes.at).toISOString(),
    gateway,
    team: notes.key?.team,
    key: notes.key?.id,
    model: notes.model,
    plan: notes.plan,
    path: text(notes.route ?? notes.path, MAX_PATH),
  };
}

function limitOf(limit: RefusedLimit): RefusedLimit {
  return { ...limit, scope: text(limit.scope, MAX_SCOPE) };
}

/** Cut first: that may leave half a character. */
function text(value: string, most: number): string {
  return value.slice(0, most).replace(NO_TEXT, '\ufffd');
}
