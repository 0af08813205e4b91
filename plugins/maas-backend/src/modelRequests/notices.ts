import {
  modelPagePath,
  type TimelineEntry,
} from '@openmaas/backstage-plugin-maas-common';
import type { Notice } from '../notices/Notices';
import type { StoredModelRequest } from './ModelRequestStore';

/** What of a text a notice shows. */
const EXCERPT = 200;

/** What people can turn off. */
const TOPICS = {
  /** For the platform team: somebody asks for a model, or does no more. */
  asked: 'model-request-asked',
  /** For those who want it: how far it is. */
  progress: 'model-request-progress',
  comment: 'model-request-comment',
} as const;

type Said = Pick<Notice, 'title' | 'description' | 'link'>;

/**
 * Whom something that happened to a request is told, and how.
 *
 * @param request - as it is after that
 * @param admins - the groups of the platform team
 * @returns undefined where nobody has to know at once
 * @internal
 */
export function noticeOf(
  request: StoredModelRequest,
  entry: Pick<TimelineEntry, 'event' | 'actor' | 'text'>,
  admins: string[],
): Notice | undefined {
  const { id, title, modelId } = request;
  const link = `/maas/model-requests/${id}`;
  const wanting = [
    request.requesterRef,
    ...request.joins.map(join => join.userRef),
  ];
  const to = (
    recipients: string[],
    topic: keyof typeof TOPICS,
    said: Omit<Said, 'link'> & Partial<Said>,
  ): Notice => ({
    link,
    ...said,
    description: said.description?.slice(0, EXCERPT),
    recipients,
    except: [entry.actor],
    topic: TOPICS[topic],
    scope: `model-request/${id}${topic === 'comment' ? '/comments' : ''}`,
  });
  switch (entry.event) {
    case 'created':
      return to(admins, 'asked', {
        title: `“${title}” is asked for`,
        description: `For ${request.teamRef}: ${request.reason}`,
      });
    case 'withdrawn':
      return to(admins, 'asked', {
        title: `“${title}” is not asked for any more`,
      });
    case 'under-review':
      return to(wanting, 'progress', {
        title: `The request for “${title}” is under review`,
        description: entry.text,
      });
    case 'approved':
      return to(wanting, 'progress', {
        title: `“${title}” is approved and will be deployed`,
        description: entry.text,
      });
    case 'deploying':
      return to(wanting, 'progress', {
        title: `“${title}” is being deployed`,
        description: entry.text,
      });
    case 'available':
      return to(wanting, 'progress', {
        title: `“${title}” is available`,
        description: entry.text ?? 'Ask for access on its page.',
        link: modelPagePath(modelId),
      });
    case 'declined':
      return to(wanting, 'progress', {
        title: `“${title}” will not be offered`,
        description: entry.text,
      });
    case 'commented':
      return to([...wanting, ...admins], 'comment', {
        title: `A comment on the request for “${title}”`,
        description: entry.text,
      });
    default:
      return undefined;
  }
}
