import type { ModelLife, Told } from './LifeStore';

const DAY_MS = 24 * 60 * 60 * 1000;

/** How many days before a retirement its consumers hear of it again; 0: it has come. */
const REMINDERS = [0, 1, 7, 30];

/** What consumers of a model are to be told now. @internal */
export type DueNotice =
  | { kind: 'announced' | 'moved' | 'reminder' | 'retired'; told: Told }
  | { kind: 'called-off'; told?: undefined };

/**
 * What the consumers of a model are to be told of its retirement now. What somebody
 * missed, since it was announced late or nobody looked, is not told afterwards.
 *
 * @returns undefined where they know all of it
 * @internal
 */
export function dueNotice(
  { retiresAt, told }: Pick<ModelLife, 'retiresAt' | 'told'>,
  now: Date,
): DueNotice | undefined {
  if (!retiresAt) {
    return told && { kind: 'called-off' };
  }
  const left = (retiresAt.getTime() - now.getTime()) / DAY_MS;
  const days = REMINDERS.find(before => left <= before);
  const next: Told = { retiresAt, days };
  if (told?.retiresAt.getTime() !== retiresAt.getTime()) {
    const kind = told ? 'moved' : 'announced';
    return { kind: days === 0 ? 'retired' : kind, told: next };
  }
  if (days === undefined || days >= (told.days ?? Infinity)) {
    return undefined;
  }
  return { kind: days === 0 ? 'retired' : 'reminder', told: next };
}
