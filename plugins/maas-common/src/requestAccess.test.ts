import { requestAccessPath } from './requestAccess';

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
