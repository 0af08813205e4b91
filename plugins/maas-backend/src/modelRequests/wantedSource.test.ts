import { readSource, sourceKeyOf } from './wantedSource';

describe('readSource', () => {
  it.each([
    ['huggingface', 'mistralai/Mistral-7B-v0.3'],
    ['huggingface', 'https://huggingface.co/mistralai/Mistral-7B-v0.3/'],
    ['other', 'http://www.huggingface.co/mistralai/Mistral-7B-v0.3.git'],
    ['other', 'hf://MistralAI/mistral-7b-v0.3'],
  ] as const)('takes %s %s for one model of Hugging Face', (kind, uri) => {
    const source = readSource({ kind, uri });
    expect(source).toMatchObject({
      kind: 'huggingface',
      key: 'huggingface:mistralai/mistral-7b-v0.3',
    });
    expect(source.uri).toMatch(/^mistralai\/mistral-7b-v0\.3$/i);
    expect(sourceKeyOf(uri)).toBe(source.key);
  });

  it.each([
    ['oci', 'oci://quay.io/acme/granite:1'],
    ['s3', 's3://models/Granite'],
    ['other', 'https://models.test/granite.tar'],
  ] as const)(
    'keeps %s %s as it is, but for a slash at its end',
    (kind, uri) => {
      const source = { kind, uri, key: `uri:${uri}` };
      expect(readSource({ kind, uri })).toEqual(source);
      expect(readSource({ kind, uri: `${uri}/` })).toEqual(source);
      expect(sourceKeyOf(uri)).toBe(source.key);
    },
  );

  it.each([
    ['huggingface', 'mistral', 'write its id'],
    ['huggingface', 'a/b/c', 'write its id'],
    ['huggingface', 'https://huggingface.co/', 'write its id'],
    ['oci', 's3://bucket/a', 'does not begin with oci://'],
    ['s3', 'bucket/a', 'does not begin with s3://'],
  ] as const)('refuses %s %s', (kind, uri, message) => {
    expect(() => readSource({ kind, uri })).toThrow(message);
  });
});
