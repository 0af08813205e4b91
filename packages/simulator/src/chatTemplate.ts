import { badRequest } from './errors';
import type { ChatMessage, Tool } from './requests';
import { MARK, tokenize } from './tokens';

/**
 * Tokens of a chat as the simulated models read it, the same template for all:
 * per message `<|start|>role<|message|>content<|end|>`, tools as one message
 * before all others, and `<|start|>assistant<|message|>` at the end. So a
 * message costs 3 tokens and those of its role beside its content, and the
 * start of the answer 3.
 *
 * @throws ApiError 400 for parts that are not text
 * @internal
 */
export function chatTokens(
  messages: readonly ChatMessage[],
  tools?: readonly Tool[] | null,
): number[] {
  const tokens: number[] = [];
  const add = (role: string, content: string) => {
    tokens.push(MARK.start, ...tokenize(role), MARK.message);
    // No spread here: a long prompt has more tokens than a call may have arguments.
    for (const token of tokenize(content)) {
      tokens.push(token);
    }
    tokens.push(MARK.end);
  };

  if (tools?.length) {
    add('tools', JSON.stringify(tools));
  }
  for (const message of messages) {
    const role = message.name
      ? `${message.role} ${message.name}`
      : message.role;
    add(role, contentText(message));
  }
  tokens.push(MARK.start, ...tokenize('assistant'), MARK.message);
  return tokens;
}

/**
 * A message's text, with the calls that an assistant's message made.
 *
 * @throws ApiError 400 for parts that are not text
 * @internal
 */
export function contentText({ content, tool_calls }: ChatMessage): string {
  const calls = (tool_calls ?? []).map(
    call => call.function.name + call.function.arguments,
  );
  if (typeof content === 'string') {
    return [content, ...calls].join('\n');
  }
  const texts = (content ?? []).map(part => {
    if (part.type !== 'text' || part.text === undefined) {
      throw badRequest(
        `This model reads text only; a part of type "${part.type}" is not supported.`,
        'messages',
      );
    }
    return part.text;
  });
  return [...texts, ...calls].join('\n');
}

/**
 * Characters of a chat, to see at once that it is far too long.
 *
 * @internal
 */
export function chatLength(messages: readonly ChatMessage[]): number {
  return messages.reduce(
    (sum, message) => sum + contentText(message).length,
    0,
  );
}
