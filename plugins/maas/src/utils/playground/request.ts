import { parseTools } from './tools';
import type {
  Answer,
  ChatMessage,
  ChatRequest,
  ChatSettings,
  Entry,
  Parameters,
} from './types';

/** Nothing but the prompt is sent. @internal */
export const NO_SETTINGS: ChatSettings = {
  system: '',
  parameters: { stop: '' },
  tools: '',
};

/** What is asked, and how. @internal */
export interface RequestInput {
  /** What is sent as `model`. */
  servedName: string;
  /** Whether the model takes images; to one that does not they are not sent. */
  takesImages: boolean;
  settings: ChatSettings;
  /** Up to the prompt that is to be answered. */
  entries: Entry[];
}

/**
 * The body of the call that answers the last prompt, without what only the playground
 * wants of it.
 *
 * @internal
 */
export function requestOf({
  servedName,
  takesImages,
  settings,
  entries,
}: RequestInput): ChatRequest {
  const system = settings.system.trim();
  const tools = parseTools(settings.tools).tools ?? [];
  return {
    model: servedName,
    messages: [
      ...(system ? [{ role: 'system', content: system }] : []),
      ...messagesOf(entries, takesImages),
    ],
    ...(tools.length > 0 && { tools }),
    ...sentParameters(settings.parameters),
  };
}

/** The same, answered in pieces, with the tokens at their end. @internal */
export function streamed(request: ChatRequest): ChatRequest {
  return { ...request, stream: true, stream_options: { include_usage: true } };
}

function sentParameters({ stop, ...numbers }: Parameters): object {
  const set = Object.entries(numbers).filter(
    ([, value]) => value !== undefined,
  );
  const sequences = stop.split('\n').filter(line => line !== '');
  return {
    ...Object.fromEntries(set),
    ...(sequences.length > 0 && { stop: sequences }),
  };
}

function messagesOf(entries: Entry[], takesImages: boolean): ChatMessage[] {
  return entries.flatMap((entry, index): ChatMessage[] => {
    const next = entries[index + 1];
    switch (entry.kind) {
      case 'user':
        // Many models take no two prompts in a row: one that got no answer is left out.
        return next?.kind === 'answer' && isEmpty(next.answer)
          ? []
          : [{ role: 'user', content: contentOf(entry, takesImages) }];
      case 'tools':
        return [];
      default:
        return answerMessages(entry, next);
    }
  });
}

function isEmpty({ content, toolCalls }: Answer): boolean {
  return content === '' && toolCalls.length === 0;
}

function contentOf(
  { text, images }: Extract<Entry, { kind: 'user' }>,
  takesImages: boolean,
): unknown {
  if (!takesImages || images.length === 0) {
    return text;
  }
  return [
    ...(text ? [{ type: 'text', text }] : []),
    ...images.map(url => ({ type: 'image_url', image_url: { url } })),
  ];
}

/** What the model said, and what came of each tool that it called: all want an answer. */
function answerMessages(
  { answer }: Extract<Entry, { kind: 'answer' }>,
  next: Entry | undefined,
): ChatMessage[] {
  const { content, toolCalls } = answer;
  if (isEmpty(answer)) {
    return [];
  }
  if (toolCalls.length === 0) {
    return [{ role: 'assistant', content }];
  }
  const results = next?.kind === 'tools' ? next.results : [];
  return [
    {
      role: 'assistant',
      content: content || null,
      tool_calls: toolCalls.map(({ id, name, arguments: args }) => ({
        id,
        type: 'function',
        function: { name, arguments: args },
      })),
    },
    ...toolCalls.map(({ id }) => ({
      role: 'tool',
      tool_call_id: id,
      content: results.find(result => result.id === id)?.content ?? '',
    })),
  ];
}
