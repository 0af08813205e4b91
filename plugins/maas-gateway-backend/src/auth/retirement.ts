import type { PolicyModel } from '@openmaas/backstage-plugin-maas-common';
import type { Access } from './access';

/**
 * Whether a model is not served any more, as was announced.
 *
 * @param now - milliseconds since 1970
 * @internal
 */
export function hasRetired(
  { retirement }: Pick<PolicyModel, 'retirement'>,
  now: number,
): boolean {
  return retirement !== undefined && Date.parse(retirement.at) <= now;
}

/**
 * Which model a call is for, as headers of its answer. Where the end of the one that was
 * named is announced or past, programs are told too from when on it is not to be used any
 * more (RFC 9745) and not served any more (RFC 8594), and where its successor is.
 *
 * @returns names and values in turn
 * @internal
 */
export function modelHeaders({
  model,
  retirement,
}: Pick<Access, 'model' | 'retirement'>): string[] {
  const headers = ['x-maas-model', model.id];
  if (retirement) {
    const { at, successor } = retirement;
    const end = new Date(at);
    headers.push(
      'deprecation',
      `@${Math.floor(end.getTime() / 1000)}`,
      'sunset',
      end.toUTCString(),
      'x-maas-model-retires',
      at,
    );
    if (successor) {
      const path = `/v1/models/${encodeURIComponent(successor.servedName)}`;
      headers.push('link', `<${path}>; rel="successor-version"`);
    }
  }
  return headers;
}
