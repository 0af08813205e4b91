import type { DataPolicy, Model } from '@openmaas/backstage-plugin-maas-common';
import type { useTexts } from '../hooks/useTexts';
import { formatDate } from './dates';

type Texts = ReturnType<typeof useTexts>;

/** What people have decided about a model's life. @internal */
export type ModelLife = 'stopped' | 'retiring' | 'retired';

/**
 * What people have decided about a model's life, as far as one should know it first.
 *
 * @param now - milliseconds since the epoch
 * @returns undefined where it goes on as it is
 * @internal
 */
export function lifeOf(
  { retirement, stopped }: Pick<Model, 'retirement' | 'stopped'>,
  now: number,
): ModelLife | undefined {
  if (retirement && Date.parse(retirement.at) <= now) {
    return 'retired';
  }
  return stopped ? 'stopped' : retirement && 'retiring';
}

/** Where data goes that is sent to a model. @internal */
export function locationText(
  t: Texts,
  { location, region }: DataPolicy,
): string {
  const text = t(`modelLife.location.${location}`);
  return region
    ? t('modelLife.location.with', { location: text, region })
    : text;
}

/** What data may be sent to a model. @internal */
export function allowedText(t: Texts, { allowed }: DataPolicy): string {
  return (
    allowed.map(name => t(`modelLife.dataClass.${name}`)).join(', ') ||
    t('modelLife.allowedNone')
  );
}

/**
 * When a model retires, and what takes its place.
 *
 * @param titleOf - what its successor is called
 * @internal
 */
export function retirementText(
  t: Texts,
  { at, successor }: NonNullable<Model['retirement']>,
  titleOf: (id: string) => string = id => id,
): string {
  const date = formatDate(at);
  return successor
    ? t('modelLife.retiresWith', { date, successor: titleOf(successor) })
    : date;
}
