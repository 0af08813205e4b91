import { askAgainPath, requestAccessPath } from './requestAccess';

describe('requestAccessPath', () => {
  it('opens the template with nothing chosen', () => {
    expect(requestAccessPath()).toBe(
      '/create/templates/default/request-model-access',
    );
  });

  it('fills in the models as the template reads them', () => {
    const url = new URL(requestAccessPath(['a-1', 'b']), 'http://portal.test');
    expect(JSON.parse(url.searchParams.get('formData') ?? '')).toEqual({
      models: ['resource:maas/a-1', 'resource:maas/b'],
    });
    expect([...url.searchParams.keys()]).toEqual(['formData']);
  });
});

describe('askAgainPath', () => {
  const request = {
    id: '019a9b1c-7d2e-7f00-8a1b-2c3d4e5f6072',
    team: 'group:default/cs-department',
    plan: 'premium',
    purpose: 'A chatbot & more',
    expiresInDays: 90,
    grants: [
      {
        id: 'g',
        team: 'group:default/cs-department',
        model: 'a-1',
        plan: 'free',
        state: 'denied' as const,
        permissions: { update: false },
      },
    ],
  };
  const formDataOf = (path: string) => {
    const url = new URL(path, 'http://portal.test');
    return JSON.parse(url.searchParams.get('formData') ?? '');
  };

  it('fills the template in as it was, and says which request it replaces', () => {
    expect(
      formDataOf(
        askAgainPath({
          ...request,
          monthlyBudget: '12500000000',
          data: 'internal',
          keyId: '019a9b1c-7d2e-7f00-8a1b-2c3d4e5f6071',
        }),
      ),
    ).toEqual({
      team: 'group:default/cs-department',
      models: ['resource:maas/a-1'],
      plan: 'premium',
      purpose: 'A chatbot & more',
      expiresInDays: 90,
      monthlyBudget: '12.50',
      data: 'internal',
      newKey: true,
      replaces: request.id,
    });
  });

  it('leaves out what was not asked for', () => {
    const formData = formDataOf(askAgainPath(request));
    expect(formData).toMatchObject({ newKey: false });
    expect(formData).not.toHaveProperty('monthlyBudget');
    expect(formData).not.toHaveProperty('data');
  });
});
