/**
 * The channel of Backstage's signals on which the control plane says that something has
 * changed. Messages are {@link LiveMessage}.
 *
 * @public
 */
export const LIVE_CHANNEL = 'maas';

/**
 * What open pages follow.
 *
 * @public
 */
export type LiveKind =
  | 'access-request'
  | 'model-request'
  | 'grant'
  | 'api-key'
  | 'model';

/**
 * Things of a kind have changed. It names none of them, since it goes to everybody: each
 * page asks again for what its user may see.
 *
 * @public
 */
export type LiveMessage = { kind: LiveKind };
