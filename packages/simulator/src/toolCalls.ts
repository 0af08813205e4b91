import { contentText } from './chatTemplate';
import { badRequest } from './errors';
import { exampleOf } from './jsonExample';
import type { Random } from './random';
import type { ChatRequest, Tool } from './requests';

/**
 * A call of a tool that the model makes up.
 *
 * @internal
 */
export interface ToolCall {
  id: string;
  name: string;
  /** JSON */
  arguments: string;
}

/**
 * Finds the tool that the answer will call, if any: the one that `tool_choice`
 * names, any if it says "required", or, if the user spoke last, the first one
 * whose name the user's message contains.
 *
 * @param toolsEnabled - whether the model's server was started for tools
 * @throws ApiError 400 where vLLM refuses the combination
 * @internal
 */
export function chooseTool(
  request: ChatRequest,
  toolsEnabled: boolean,
): Tool | undefined {
  const { tools, tool_choice: choice, messages } = request;
  const offered = tools ?? [];
  if (typeof choice === 'object' && choice !== null) {
    const named = offered.find(
      tool => tool.function.name === choice.function.name,
    );
    if (!named) {
      throw badRequest(
        `tool_choice names the tool "${choice.function.name}", which is not in tools.`,
        'tool_choice',
      );
    }
    return named;
  }
  if (choice === 'none' || (!choice && offered.length === 0)) {
    return undefined;
  }
  if (offered.length === 0) {
    throw badRequest(
      'When using `tool_choice`, `tools` must be set.',
      'tool_choice',
    );
  }
  if (!toolsEnabled) {
    throw badRequest(
      '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set',
      'tool_choice',
    );
  }
  const last = messages[messages.length - 1];
  const text = last.role === 'user' ? contentText(last) : '';
  const mentioned = offered.find(tool => text.includes(tool.function.name));
  return mentioned ?? (choice === 'required' ? offered[0] : undefined);
}

/**
 * Makes up a call with arguments that fit the tool's schema.
 *
 * @internal
 */
export function makeToolCall(tool: Tool, random: Random): ToolCall {
  const { name, parameters } = tool.function;
  const id = Array.from({ length: 32 }, () =>
    Math.floor(random() * 16).toString(16),
  ).join('');
  return {
    id: `chatcmpl-tool-${id}`,
    name,
    arguments: JSON.stringify(
      exampleOf({ type: 'object', ...asObject(parameters) }, random, name),
    ),
  };
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
