import { isAiModel, sameEntity, teamsAmong } from './entities';

const entity = (kind: string, type: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name: 'x' },
  spec: { type },
});

describe('isAiModel', () => {
  it('knows a model by kind and type', () => {
    expect(isAiModel(entity('Resource', 'ai-model'))).toBe(true);
    expect(isAiModel(entity('Resource', 'database'))).toBe(false);
    expect(isAiModel(entity('Component', 'ai-model'))).toBe(false);
    expect(isAiModel({ ...entity('Resource', ''), spec: undefined })).toBe(
      false,
    );
  });
});

describe('teamsAmong', () => {
  it('keeps groups', () => {
    expect(
      teamsAmong(['user:default/dana', 'group:default/cs', 'Group:other/x']),
    ).toEqual(['group:default/cs', 'Group:other/x']);
  });
});

describe('sameEntity', () => {
  it('does not look at case', () => {
    expect(sameEntity('User:default/Dana', 'user:default/dana')).toBe(true);
    expect(sameEntity('user:default/dana', 'user:default/tom')).toBe(false);
  });
});
