import { accessRequestRules } from './accessRequests';
import { apiKeyRules } from './apiKeys';
import { usageRules } from './usage';

const claims = ['user:default/dana', 'group:default/cs'];
const request = {
  teamRef: 'group:default/cs',
  requesterRef: 'user:default/tom',
  modelOwnerRefs: ['group:default/ml'],
  modelApproverRefs: ['group:default/security'],
  teamOwnerRefs: ['user:default/tom'],
  deciderRefs: ['group:default/security'],
};

describe('rules on access requests', () => {
  it('knows the team, the requester and the owners of the models', () => {
    expect(accessRequestRules.isTeamMember.apply(request, { claims })).toBe(
      true,
    );
    expect(accessRequestRules.isRequester.apply(request, { claims })).toBe(
      false,
    );
    expect(accessRequestRules.isModelOwner.apply(request, { claims })).toBe(
      false,
    );
    expect(
      accessRequestRules.isModelOwner.apply(
        {
          ...request,
          modelOwnerRefs: ['group:default/ml', 'user:default/dana'],
        },
        { claims },
      ),
    ).toBe(false);
    expect(
      accessRequestRules.isModelOwner.apply(
        { ...request, modelOwnerRefs: claims },
        { claims },
      ),
    ).toBe(true);
  });

  it.each([
    [['group:default/security'], true],
    [['group:default/ml'], false],
    [[], false],
  ])('makes %j the approver of the models: %s', (those, expected) => {
    const { isModelApprover } = accessRequestRules;
    expect(isModelApprover.apply(request, { claims: those })).toBe(expected);
    expect(
      isModelApprover.apply(
        {
          ...request,
          modelApproverRefs: ['group:default/security', 'group:default/ml'],
        },
        { claims: those },
      ),
    ).toBe(false);
    expect(
      isModelApprover.apply(
        { ...request, modelApproverRefs: [] },
        { claims: those },
      ),
    ).toBe(false);
    expect(isModelApprover.toQuery({ claims: those })).toEqual({
      key: 'modelApprover',
      values: those,
    });
  });

  it('makes nobody an owner of no model, and nobody of no claims a member', () => {
    expect(
      accessRequestRules.isModelOwner.apply(
        { ...request, modelOwnerRefs: [] },
        { claims },
      ),
    ).toBe(false);
    expect(accessRequestRules.isTeamMember.apply(request, { claims: [] })).toBe(
      false,
    );
  });

  it('says the same to a store', () => {
    expect(accessRequestRules.isModelOwner.toQuery({ claims })).toEqual({
      key: 'modelOwner',
      values: claims,
    });
  });
});

describe('rules on API keys', () => {
  const key = {
    teamRef: 'group:default/cs',
    makerRef: 'user:default/tom',
    teamOwnerRefs: ['user:default/tom'],
  };

  it('knows the team and the maker', () => {
    expect(apiKeyRules.isTeamMember.apply(key, { claims })).toBe(true);
    expect(apiKeyRules.isRequester.apply(key, { claims })).toBe(false);
    expect(apiKeyRules.isRequester.toQuery({ claims })).toEqual({
      key: 'maker',
      values: claims,
    });
  });
});

describe('rules on usage', () => {
  it('knows the team', () => {
    const { apply, toQuery } = usageRules.isTeamMember;
    expect(apply({ teamRef: 'group:default/cs' }, { claims })).toBe(true);
    expect(apply({ teamRef: 'group:default/ml' }, { claims })).toBe(false);
    expect(toQuery({ claims })).toEqual({ key: 'team', values: claims });
  });
});
