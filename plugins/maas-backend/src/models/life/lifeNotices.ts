import {
  modelPagePath,
  requestAccessPath,
} from '@openmaas/backstage-plugin-maas-common';
import type { Notice } from '../../notices/Notices';
import type { DueNotice } from './dueNotice';
import type { ModelLife } from './LifeStore';

type Words = Omit<Notice, 'recipients' | 'except'>;

/** What consumers of a model are told of its retirement. @internal */
export function retirementNotice(
  { id, title, retiresAt, successor, note }: ModelLife,
  { kind }: DueNotice,
): Words {
  const when = retiresAt ? inWords(retiresAt) : '';
  const then = successor
    ? `Its names lead to "${successor}" then: ask for access to that in time.`
    : 'It has no successor: choose another model in time.';
  const since = successor
    ? `Calls of its names are answered by "${successor}" where your team has access to that.`
    : 'Calls of it are refused.';
  const titles = {
    announced: `${title} retires at ${when}`,
    moved: `${title} retires at another time: ${when}`,
    reminder: `${title} retires soon: at ${when}`,
    retired: `${title} has retired`,
    'called-off': `${title} does not retire after all`,
  };
  const texts = {
    announced: then,
    moved: then,
    reminder: then,
    retired: since,
    'called-off': 'It stays as it is.',
  };
  const goesOn = kind === 'called-off' || !successor;
  return {
    title: titles[kind],
    description: [texts[kind], kind === 'called-off' ? undefined : note]
      .filter(Boolean)
      .join(' '),
    link: goesOn ? modelPagePath(id) : requestAccessPath([successor]),
    severity: kind === 'retired' || kind === 'reminder' ? 'high' : 'normal',
    topic: 'model-retirement',
    scope: `model-retirement:${id}`,
  };
}

/** What consumers of a model are told when it is stopped, or goes on. @internal */
export function stopNotice(
  { id, title }: Pick<ModelLife, 'id' | 'title'>,
  reason: string | undefined,
): Words {
  return {
    title: reason ? `${title} is stopped` : `${title} can be called again`,
    description: reason
      ? `All calls of it are refused until somebody lets it go on. The reason: ${reason}`
      : undefined,
    link: modelPagePath(id),
    severity: reason ? 'critical' : 'normal',
    topic: 'model-stop',
    scope: `model-stop:${id}`,
  };
}

/** To the minute, in UTC. */
function inWords(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
