import { ResponseError } from '@backstage/errors';
import type { MaasApi, Page } from '@openmaas/backstage-plugin-maas-common';
import { aUsageReport } from './fixtures';

export function pageOf<T>(items: T[], rest: Partial<Page<T>> = {}): Page<T> {
  return { items, totalItems: items.length, ...rest };
}

/** What the control plane answers when it refuses. */
export async function refusal(
  status: number,
  message: string,
): Promise<ResponseError> {
  const body = {
    error: { name: 'Error', message },
    response: { statusCode: status },
  };
  // jsdom has no Response; these are the parts of it that are read.
  const headers = { get: () => 'application/json' };
  return ResponseError.fromResponse({
    ok: false,
    status,
    statusText: 'Refused',
    headers: headers as unknown as Headers,
    text: async () => JSON.stringify(body),
    json: async () => body,
  } as unknown as Response);
}

/** An API whose lists are empty, and that fails where a test expects no call. */
export function mockMaasApi(
  overrides: Partial<MaasApi> = {},
): jest.Mocked<MaasApi> {
  const unexpected = (method: string) =>
    jest.fn(async () => {
      throw new Error(`Nobody expected a call of ${method}`);
    });
  const api: MaasApi = {
    listModels: async () => pageOf([]),
    getModel: unexpected('getModel'),
    getModelFacets: async () => ({
      capability: [],
      modality: [],
      provider: [],
      license: [],
      state: [],
    }),
    updateModel: unexpected('updateModel'),
    stopModel: unexpected('stopModel'),
    resumeModel: unexpected('resumeModel'),
    getModelTerms: unexpected('getModelTerms'),
    listModelChanges: async () => pageOf([]),
    getModelHealth: unexpected('getModelHealth'),
    listModelAllowances: async () => [],
    listModelSources: async () => [],
    listPlans: async () => [],
    createAccessRequest: unexpected('createAccessRequest'),
    previewAccessRequest: unexpected('previewAccessRequest'),
    listAccessRequests: async () => pageOf([]),
    getAccessRequest: unexpected('getAccessRequest'),
    decideAccessRequests: unexpected('decideAccessRequests'),
    approveAccessRequest: unexpected('approveAccessRequest'),
    denyAccessRequest: unexpected('denyAccessRequest'),
    askBackAccessRequest: unexpected('askBackAccessRequest'),
    answerAccessRequest: unexpected('answerAccessRequest'),
    commentAccessRequest: unexpected('commentAccessRequest'),
    withdrawAccessRequest: unexpected('withdrawAccessRequest'),
    getDelegations: async () => ({ forMe: [] }),
    setDelegation: unexpected('setDelegation'),
    endDelegation: unexpected('endDelegation'),
    listGrants: async () => pageOf([]),
    suspendGrant: unexpected('suspendGrant'),
    resumeGrant: unexpected('resumeGrant'),
    revokeGrant: unexpected('revokeGrant'),
    listModelRequests: async () => pageOf([]),
    createModelRequest: unexpected('createModelRequest'),
    findSimilarModels: async () => ({ models: [], requests: [] }),
    getModelRequest: unexpected('getModelRequest'),
    joinModelRequest: unexpected('joinModelRequest'),
    leaveModelRequest: unexpected('leaveModelRequest'),
    reviewModelRequest: unexpected('reviewModelRequest'),
    approveModelRequest: unexpected('approveModelRequest'),
    declineModelRequest: unexpected('declineModelRequest'),
    deployingModelRequest: unexpected('deployingModelRequest'),
    availableModelRequest: unexpected('availableModelRequest'),
    withdrawModelRequest: unexpected('withdrawModelRequest'),
    commentModelRequest: unexpected('commentModelRequest'),
    listKeys: async () => pageOf([]),
    createKey: unexpected('createKey'),
    getKey: unexpected('getKey'),
    updateKey: unexpected('updateKey'),
    revealKey: unexpected('revealKey'),
    rotateKey: unexpected('rotateKey'),
    suspendKey: unexpected('suspendKey'),
    resumeKey: unexpected('resumeKey'),
    revokeKey: unexpected('revokeKey'),
    actOnKeys: unexpected('actOnKeys'),
    listTeams: async () => [],
    listAuditEntries: async () => pageOf([]),
    exportAudit: unexpected('exportAudit'),
    getUsage: async () => aUsageReport(),
    listUsageEvents: async () => pageOf([]),
    getRequestReport: unexpected('getRequestReport'),
    listGateways: async () => [],
    ...overrides,
  };
  for (const method of Object.keys(api) as Array<keyof MaasApi>) {
    jest.spyOn(api, method);
  }
  return api as jest.Mocked<MaasApi>;
}
