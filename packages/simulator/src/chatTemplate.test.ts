import { chatTokens } from './chatTemplate';
import { ApiError } from './errors';
import { countTokens, detokenize } from './tokens';

describe('chatTokens', () => {
  it('frames each message and opens the answer', () => {
    const tokens = chatTokens([
      { role: 'system', content: 'Be kind.' },
      { role: 'user', content: 'Hello there' },
    ]);
    expect(detokenize(tokens)).toBe(
      '<|start|>system<|message|>Be kind.<|end|>' +
        '<|start|>user<|message|>Hello there<|end|>' +
        '<|start|>assistant<|message|>',
    );
    expect(tokens).toHaveLength(
      countTokens('Be kind.') + countTokens('Hello there') + 2 * 4 + 3,
    );
  });

  it('reads text parts, names, tool calls and tools', () => {
    const text = detokenize(
      chatTokens(
        [
          {
            role: 'user',
            name: 'dana',
            content: [
              { type: 'text', text: 'One' },
              { type: 'text', text: 'Two' },
            ],
          },
          {
            role: 'assistant',
            content: null,
            tool_calls: [{ function: { name: 'add', arguments: '{"a":1}' } }],
          },
        ],
        [{ type: 'function', function: { name: 'add' } }],
      ),
    );
    expect(text).toContain('<|start|>tools<|message|>[{"type":"function"');
    expect(text).toContain('<|start|>user dana<|message|>One\nTwo<|end|>');
    expect(text).toContain('add{"a":1}<|end|>');
  });

  it('refuses pictures', () => {
    expect(() =>
      chatTokens([{ role: 'user', content: [{ type: 'image_url' }] }]),
    ).toThrow(ApiError);
  });
});
