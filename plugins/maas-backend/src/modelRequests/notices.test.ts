import type { TimelineEntry } from '@openmaas/backstage-plugin-maas-common';
import { noticeOf } from './notices';
import type { StoredModelRequest } from './ModelRequestStore';

const ADMINS = ['group:default/platform-team'];
const DANA = 'user:default/dana';
const BEA = 'user:default/bea';
const PETRA = 'user:default/petra';

const request: StoredModelRequest = {
  id: 'r-1',
  state: 'approved',
  modelId: 'llama-4-scout',
  title: 'Llama 4',
  source: { kind: 's3', uri: 's3://b/l', key: 'uri:s3://b/l' },
  teamRef: 'group:default/cs',
  requesterRef: DANA,
  payerRef: 'group:default/cs',
  reason: 'x'.repeat(1000),
  expectedUse: 'y',
  createdAt: new Date(),
  requestHash: '',
  joins: [{ userRef: BEA, teamRef: 'group:default/bs', joinedAt: new Date() }],
};

describe('noticeOf', () => {
  const tell = (event: TimelineEntry['event'], actor: string, text?: string) =>
    noticeOf(request, { event, actor, text }, ADMINS);

  it('tells the platform team that a model is asked for', () => {
    const notice = tell('created', DANA);
    expect(notice).toMatchObject({
      recipients: ADMINS,
      except: [DANA],
      title: '“Llama 4” is asked for',
      link: '/maas/model-requests/r-1',
      topic: 'model-request-asked',
    });
    expect(notice?.description).toHaveLength(200);
    expect(tell('withdrawn', DANA)?.recipients).toEqual(ADMINS);
  });

  it.each(['under-review', 'approved', 'deploying', 'declined'] as const)(
    'tells all who want the model that its request is %s, and why',
    event => {
      expect(tell(event, PETRA, 'Since it fits')).toMatchObject({
        recipients: [DANA, BEA],
        description: 'Since it fits',
        link: '/maas/model-requests/r-1',
        topic: 'model-request-progress',
        scope: 'model-request/r-1',
      });
    },
  );

  it('leads to the model once it is there', () => {
    expect(tell('available', 'system')).toMatchObject({
      recipients: [DANA, BEA],
      title: '“Llama 4” is available',
      link: '/catalog/maas/resource/llama-4-scout',
    });
  });

  it('tells everybody of a comment but its author, in a place of its own', () => {
    expect(tell('commented', BEA, 'And tools?')).toMatchObject({
      recipients: [DANA, BEA, ...ADMINS],
      except: [BEA],
      description: 'And tools?',
      scope: 'model-request/r-1/comments',
    });
  });

  it.each(['joined', 'left'] as const)('makes no noise of %s', event => {
    expect(tell(event, BEA)).toBeUndefined();
  });
});
