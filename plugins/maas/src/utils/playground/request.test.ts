import { newAnswer } from './answer';
import { requestOf, streamed } from './request';
import type { ChatSettings, Entry } from './types';

const SETTINGS: ChatSettings = {
  system: '',
  parameters: { stop: '' },
  tools: '',
};

const user = (text: string, images: string[] = []): Entry => ({
  kind: 'user',
  id: text,
  text,
  images,
});
const answer = (content: string, toolCalls: object[] = []): Entry =>
  ({
    kind: 'answer',
    id: content,
    answer: { ...newAnswer('m'), content, toolCalls },
  } as Entry);

const request = (
  entries: Entry[],
  settings: Partial<ChatSettings> = {},
  takesImages = false,
) =>
  requestOf({
    servedName: 'granite',
    takesImages,
    settings: { ...SETTINGS, ...settings },
    entries,
  });

describe('requestOf', () => {
  it('sends nothing that is not set', () => {
    expect(request([user('Hi')])).toEqual({
      model: 'granite',
      messages: [{ role: 'user', content: 'Hi' }],
    });
  });

  it('sends what is set, zeros too', () => {
    const body = request([user('Hi')], {
      system: ' Be brief. ',
      parameters: { temperature: 0, seed: 7, stop: 'END\n\n###' },
      tools: '[{"type":"function","function":{"name":"now"}}]',
    });
    expect(body).toEqual({
      model: 'granite',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Hi' },
      ],
      temperature: 0,
      seed: 7,
      stop: ['END', '###'],
      tools: [{ type: 'function', function: { name: 'now' } }],
    });
    expect(streamed(body)).toMatchObject({
      stream: true,
      stream_options: { include_usage: true },
    });
  });

  it('sends all that was said, but no prompt that got no answer', () => {
    const { messages } = request([
      user('One'),
      answer('First'),
      user('Two'),
      answer(''),
      user('Three'),
    ]);
    expect(messages.map(({ role, content }) => [role, content])).toEqual([
      ['user', 'One'],
      ['assistant', 'First'],
      ['user', 'Three'],
    ]);
  });

  it('sends images to models that take them, and only the text to others', () => {
    const entries = [user('What is it?', ['data:image/png;base64,AA'])];
    expect(request(entries).messages[0].content).toBe('What is it?');
    expect(request(entries, {}, true).messages[0].content).toEqual([
      { type: 'text', text: 'What is it?' },
      { type: 'image_url', image_url: { url: 'data:image/png;base64,AA' } },
    ]);
  });

  it('answers each call of a tool, be it with nothing', () => {
    const call = (id: string) => ({ id, name: 'now', arguments: '{}' });
    const { messages } = request([
      user('When?'),
      answer('', [call('a'), call('b')]),
      { kind: 'tools', id: 'x', results: [{ id: 'b', content: 'noon' }] },
      answer('Now', [call('c')]),
      user('Thanks'),
    ]);
    expect(messages).toEqual([
      { role: 'user', content: 'When?' },
      {
        role: 'assistant',
        content: null,
        tool_calls: ['a', 'b'].map(id => ({
          id,
          type: 'function',
          function: { name: 'now', arguments: '{}' },
        })),
      },
      { role: 'tool', tool_call_id: 'a', content: '' },
      { role: 'tool', tool_call_id: 'b', content: 'noon' },
      expect.objectContaining({ role: 'assistant', content: 'Now' }),
      { role: 'tool', tool_call_id: 'c', content: '' },
      { role: 'user', content: 'Thanks' },
    ]);
  });
});
