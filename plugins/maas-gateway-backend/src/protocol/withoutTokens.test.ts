import { withoutTokens } from './withoutTokens';

describe.each(withoutTokens)('$path', protocol => {
  const body = '{"prompt":"Hello","messages":[], "model":"a"}';
  const request = protocol.read(Buffer.from(body));

  it('costs no tokens, whatever is asked and answered', async () => {
    expect(request).toMatchObject({
      streamed: false,
      estimatedInput: 0,
      maxTokens: 0,
    });
    expect(await request.countPrompt(async () => 7)).toBe(0);
    const answer = request.readAnswer(
      Buffer.from('{"input_tokens":7,"usage":{"prompt_tokens":7}}'),
    );
    expect(answer.usage).toEqual({
      input: 0,
      cachedInput: 0,
      output: 0,
      reasoning: 0,
    });
    expect(answer.text()).toBe('');
  });

  it('changes nothing but the name of the model', () => {
    expect(request.bodyFor('b').toString()).toBe(body.replace('"a"', '"b"'));
  });

  it('wants the name of a model', () => {
    expect(() => protocol.read(Buffer.from('{"prompt":"Hello"}'))).toThrow(
      '"model" is missing',
    );
  });
});
