import { aModel, granite } from './__testUtils__/models';
import { modelDocument } from './modelDocument';

describe('modelDocument', () => {
  it('says what a model is found by, and where it is', () => {
    expect(modelDocument(granite)).toEqual({
      title: 'Granite 3.1 8B Agent',
      text: [
        'Small but able, on a single GPU.',
        'granite-8b-agent',
        'ibm/granite-3.1',
        'IBM / Red Hat',
        'apache-2.0',
        'FP8',
        'chat',
        'tools',
        'rag',
        'text',
        'conversation, assistant',
        'tool calling, function calling',
        'retrieval augmented generation',
      ].join(' · '),
      location: '/catalog/maas/resource/granite-8b-agent/',
      modelId: 'granite-8b-agent',
      description: 'Small but able, on a single GPU.',
      provider: 'IBM / Red Hat',
      license: 'apache-2.0',
      capability: ['chat', 'tools', 'rag'],
      lifecycle: 'production',
      owner: 'group:default/library',
      inputPrice: '20000000',
      outputPrice: '80000000',
      currency: 'USD',
    });
  });

  it('has the same fields where nothing is known', () => {
    const document = modelDocument(aModel());
    expect(Object.keys(document)).toEqual(Object.keys(modelDocument(granite)));
    expect(Object.values(document)).not.toContain(undefined);
  });
});
