import { parseEntityRef } from '@backstage/catalog-model';
import type { Notice } from '../notices/Notices';
import type { StoredAccessRequest, StoredGrant } from './AccessStore';
import type { StoredDelegation } from './DelegationStore';
import { termsOf } from './terms';

/** What the deciders of a request are told about. @internal */
export type DeciderNews =
  | 'opened'
  | 'answered'
  | 'reminded'
  | 'withdrawn'
  | 'commented';

/** What the requester is told about. @internal */
export type RequesterNews =
  | 'approved'
  | 'denied'
  | 'expired'
  | 'asked-back'
  | 'step-approved'
  | 'commented';

/** What happened to a grant that people are told about. @internal */
export type GrantNews = 'suspended' | 'resumed' | 'revoked' | 'ending' | 'over';

/**
 * What the deciders of a request are told.
 *
 * @param text - what somebody wrote
 * @internal
 */
export function tellDeciders(
  news: DeciderNews,
  request: StoredAccessRequest,
  recipients: string[],
  text?: string,
): Notice {
  const asker = nameOf(request.requesterRef);
  const what = wanted(request);
  const title = {
    opened: `${asker} asks for ${what}`,
    answered: `${asker} answered about ${what}`,
    reminded: `${asker} still waits for a decision about ${what}`,
    withdrawn: `${asker} withdrew the request for ${what}`,
    commented: `${asker} commented on the request for ${what}`,
  }[news];
  const topic =
    news === 'commented'
      ? 'access-request-comment'
      : 'access-request-to-decide';
  return {
    recipients,
    except: [request.requesterRef],
    title,
    description:
      text ??
      (news === 'reminded'
        ? `Without a decision it expires on ${dayOf(request.decideBy)}.`
        : request.purpose),
    link: `/maas/requests/${request.id}`,
    severity: news === 'withdrawn' ? 'low' : 'normal',
    topic,
    scope: `access-request/${request.id}/${topic}`,
  };
}

/**
 * What the requester is told.
 *
 * @param by - who did it; undefined: time did
 * @param text - why, or what somebody wants to know
 * @internal
 */
export function tellRequester(
  news: RequesterNews,
  request: StoredAccessRequest,
  by: string | undefined,
  text: string | undefined,
): Notice {
  const what = wanted(request);
  const who = by === undefined ? 'Nobody' : nameOf(by);
  const title = {
    approved: `You have access: ${wanted(asAgreed(request))}`,
    denied: `Your request for ${what} was denied`,
    expired: `Your request for ${what} has expired`,
    'asked-back': `${who} asks about your request for ${what}`,
    'step-approved': `${who} agreed to your request for ${what}`,
    commented: `${who} commented on your request for ${what}`,
  }[news];
  const topic = {
    approved: 'access-request-decided',
    denied: 'access-request-decided',
    expired: 'access-request-decided',
    'step-approved': 'access-request-decided',
    'asked-back': 'access-request-question',
    commented: 'access-request-comment',
  }[news];
  // With a new key, the next step is to reveal it.
  const link =
    news === 'approved' && request.keyId
      ? `/maas/keys/${request.keyId}`
      : `/maas/requests/${request.id}`;
  return {
    recipients: [request.requesterRef],
    ...(by && { except: [by] }),
    title,
    description: text,
    link,
    severity: news === 'asked-back' ? 'high' : 'normal',
    topic,
    scope: `access-request/${request.id}/${topic}`,
  };
}

/**
 * What a team is told of a grant.
 *
 * @param recipients - owners of the team, and who asked for the grant
 * @param by - who did it; undefined: time did
 * @internal
 */
export function tellOfGrant(
  news: GrantNews,
  grant: StoredGrant,
  recipients: string[],
  by?: string,
): Notice {
  const what = `${nameOf(grant.teamRef)}'s access to ${grant.modelId}`;
  const end = grant.expiresAt ? dayOf(grant.expiresAt) : 'soon';
  const title = {
    suspended: `${what} is suspended`,
    resumed: `${what} works again`,
    revoked: `${what} was revoked`,
    ending: `${what} ends on ${end}`,
    over: `${what} has ended`,
  }[news];
  const topic = ['ending', 'over'].includes(news)
    ? 'grant-ending'
    : 'grant-changed';
  return {
    recipients,
    ...(by && { except: [by] }),
    title,
    description: ['ending', 'over'].includes(news)
      ? 'Ask for it again to keep it.'
      : grant.reason,
    link: grant.requestId
      ? `/maas/requests/${grant.requestId}`
      : '/maas/models',
    severity: ['suspended', 'revoked', 'over'].includes(news)
      ? 'high'
      : 'normal',
    topic,
    scope: `grant/${grant.id}/${topic}`,
  };
}

/** What somebody is told who decides for somebody else, or no longer. @internal */
export function tellDelegate(
  delegation: StoredDelegation,
  isOver: boolean,
): Notice {
  const from = nameOf(delegation.fromRef);
  return {
    recipients: [delegation.toRef],
    except: [delegation.fromRef],
    title: isOver
      ? `${from} decides about access again`
      : `You decide about access for ${from} from ${dayOf(
          delegation.startsAt,
        )} to ${dayOf(delegation.endsAt)}`,
    description: isOver ? undefined : delegation.reason,
    link: '/maas/requests',
    topic: 'delegation',
    scope: `delegation/${delegation.fromRef}`,
  };
}

/** A request for no more than was agreed to. */
function asAgreed(request: StoredAccessRequest): StoredAccessRequest {
  return {
    ...request,
    plan: termsOf(request).plan,
    grants: request.grants.filter(({ state }) => state !== 'denied'),
  };
}

/** What is asked for, in a few words. */
function wanted(request: StoredAccessRequest): string {
  const models = request.grants.map(grant => grant.modelId);
  const first = models.slice(0, 2).join(' and ');
  const named =
    models.length > 2 ? `${models[0]} and ${models.length - 1} more` : first;
  return `${named} under plan ${request.plan} for ${nameOf(request.teamRef)}`;
}

function nameOf(ref: string): string {
  return parseEntityRef(ref).name;
}

function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}
