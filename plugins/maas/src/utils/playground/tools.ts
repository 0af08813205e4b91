/** What is wrong with a list of tools. @internal */
export type ToolsFault = 'json' | 'list' | 'type' | 'name' | 'parameters';

/** A list of tools, or what is wrong with it. @internal */
export interface ParsedTools {
  tools?: unknown[];
  fault?: ToolsFault;
  /** Which tool is wrong, from 1. */
  position?: number;
}

const NAME = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * Reads tool definitions in OpenAI's shape.
 *
 * @param text - JSON; an empty text has no tools
 * @internal
 */
export function parseTools(text: string): ParsedTools {
  if (text.trim() === '') {
    return { tools: [] };
  }
  let tools: unknown;
  try {
    tools = JSON.parse(text);
  } catch {
    return { fault: 'json' };
  }
  if (!Array.isArray(tools)) {
    return { fault: 'list' };
  }
  for (const [index, tool] of tools.entries()) {
    const fault = faultOf(tool);
    if (fault) {
      return { fault, position: index + 1 };
    }
  }
  return { tools };
}

function faultOf(tool: unknown): ToolsFault | undefined {
  if (!isObject(tool) || tool.type !== 'function' || !isObject(tool.function)) {
    return 'type';
  }
  const { name, parameters } = tool.function;
  if (typeof name !== 'string' || !NAME.test(name)) {
    return 'name';
  }
  return parameters === undefined || isObject(parameters)
    ? undefined
    : 'parameters';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A tool to begin with. @internal */
export const EXAMPLE_TOOLS = JSON.stringify(
  [
    {
      type: 'function',
      function: {
        name: 'get_weather',
        description: 'The weather in a city',
        parameters: {
          type: 'object',
          properties: { city: { type: 'string' } },
          required: ['city'],
        },
      },
    },
  ],
  null,
  2,
);
