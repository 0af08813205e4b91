import type {
  ApiKey,
  KeyState,
  ListKeysQuery,
  MaasApi,
} from '@openmaas/backstage-plugin-maas-common';
import { LARGEST_PAGE, listAll } from './pages';

const DAY_MS = 86_400_000;

/** After so many days without a call a key is pointed out as unused. @internal */
export const UNUSED_DAYS = 30;

/** Where a key can be in its life, in that order. @internal */
export const KEY_STATES = [
  'waiting',
  'unrevealed',
  'active',
  'suspended',
  'expired',
  'revoked',
] as const satisfies readonly KeyState[];

/** What keys can be sorted by; the first one is the default. @internal */
export const KEY_SORTS = [
  '-created',
  'created',
  'name',
  '-name',
  'team',
  '-team',
  '-used',
  'used',
  'expires',
  '-expires',
] as const satisfies ReadonlyArray<NonNullable<ListKeysQuery['sort']>>;

/** What keys are sorted by. @internal */
export type KeySort = (typeof KEY_SORTS)[number];

/** Most keys that something can be done with at once. @internal */
export const MOST_AT_ONCE = 500;

/** Something that can be done with many keys at once. @internal */
export const KEY_ACTIONS = ['suspend', 'resume', 'revoke'] as const;

/** Something that can be done with many keys at once. @internal */
export type KeyAction = (typeof KEY_ACTIONS)[number];

/**
 * Every key that the caller may see, over all pages, those of the playground too.
 *
 * @throws ResponseError of the control plane
 * @internal
 */
export async function listAllKeys(
  api: MaasApi,
  signal?: AbortSignal,
): Promise<ApiKey[]> {
  return listAll(cursor =>
    api.listKeys(
      { scope: 'all', kind: 'all', limit: LARGEST_PAGE, cursor },
      { signal },
    ),
  );
}

/**
 * Whether nobody seems to need a key: it works, and there was no call with it for long.
 *
 * @param now - milliseconds since the epoch
 * @internal
 */
export function isUnused(
  key: Pick<ApiKey, 'state' | 'createdAt' | 'revealedAt' | 'lastUsedAt'>,
  now: number,
): boolean {
  const since = key.lastUsedAt ?? key.revealedAt ?? key.createdAt;
  return (
    key.state === 'active' && now - Date.parse(since) >= UNUSED_DAYS * DAY_MS
  );
}

/** Whether the user can do something with a key that can be done with many at once. @internal */
export function isChangeable({ permissions }: Pick<ApiKey, 'permissions'>) {
  return KEY_ACTIONS.some(action => permissions[action]);
}
