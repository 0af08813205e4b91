import { EXAMPLE_TOOLS, parseTools } from './tools';

describe('parseTools', () => {
  it('takes functions, and none at all', () => {
    expect(parseTools(' \n')).toEqual({ tools: [] });
    expect(parseTools(EXAMPLE_TOOLS).tools).toHaveLength(1);
    const bare = '[{"type":"function","function":{"name":"now"}}]';
    expect(parseTools(bare).tools).toHaveLength(1);
  });

  it.each([
    ['[', { fault: 'json' }],
    ['{}', { fault: 'list' }],
    ['[null]', { fault: 'type', position: 1 }],
    ['[{"name":"now"}]', { fault: 'type', position: 1 }],
    [
      '[{"type":"function","function":{"name":"a b"}}]',
      { fault: 'name', position: 1 },
    ],
    [
      '[{"type":"function","function":{"name":"a"}},{"type":"function","function":{"name":"b","parameters":[]}}]',
      { fault: 'parameters', position: 2 },
    ],
  ])('says what is wrong with %s', (text, fault) => {
    expect(parseTools(text)).toEqual(fault);
  });
});
