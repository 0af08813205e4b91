import { isError } from '@backstage/errors';
import { z } from 'zod';

const TIMEOUT_MS = 20_000;
/** How much of a list is read. */
const MAX_BYTES = 8 * 1024 * 1024;
/** How many models a list may have. */
const MAX_MODELS = 2000;

/** A model as its server lists it. @internal */
export interface ListedModel {
  /** What the server calls it. */
  name: string;
  /** Tokens, prompt and answer together, where the server says so. */
  contextLength?: number;
}

const count = z.int().positive().optional().catch(undefined);
/** The context's length has no place in OpenAI's list; servers say it each in its way. */
const itemSchema = z.object({
  id: z.string(),
  max_model_len: count,
  context_length: count,
  max_context_length: count,
  context_window: count,
});

/**
 * What an OpenAI-compatible server lists, an item each: a model, or undefined where it
 * cannot be read.
 *
 * @param baseUrl - ends in `/v1`; redirects are not followed
 * @param headers - what the server wants, secrets among them
 * @param timeoutMs - how long it may take for the whole list
 * @throws Error in words that say what to do, without anything of the answer or a secret
 * @internal
 */
export async function fetchModelList(
  baseUrl: string,
  headers: Record<string, string>,
  timeoutMs: number = TIMEOUT_MS,
): Promise<Array<ListedModel | undefined>> {
  const url = `${baseUrl}/models`;
  let text;
  try {
    const response = await fetch(url, {
      headers: { accept: 'application/json', ...headers },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    text = await bodyOf(response);
  } catch (error) {
    throw new Error(`${url} ${reasonOf(error, timeoutMs)}`);
  }
  const items = itemsOf(text);
  if (!items) {
    throw new Error(
      `${url} does not answer with a list of models, {"data": [{"id": …}]}: is it the address of an OpenAI-compatible server?`,
    );
  }
  if (items.length > MAX_MODELS) {
    throw new Error(
      `${url} lists ${items.length} models: at most ${MAX_MODELS} can be imported`,
    );
  }
  return items.map(readItem);
}

/** Why there is no list; only what is written here, never the server's own words. */
class ListError extends Error {}

async function bodyOf(response: Response): Promise<string> {
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new ListError(`answers ${response.status}${adviceOn(response)}`);
  }
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = '';
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) {
      throw new ListError(
        `answers with more than ${MAX_BYTES / 1024 / 1024} MiB`,
      );
    }
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function adviceOn({ status }: Response): string {
  if (status === 401 || status === 403) {
    return ": its list wants the provider's apiKey or headers, or other ones";
  }
  if (status >= 300 && status < 400) {
    return ': redirects are not followed, so baseUrl must be the address itself';
  }
  return status === 404 ? ': it has no list of models there' : '';
}

function reasonOf(error: unknown, timeoutMs: number): string {
  if (error instanceof ListError) {
    return error.message;
  }
  if (isError(error) && error.name === 'TimeoutError') {
    return `does not answer within ${timeoutMs / 1000} seconds`;
  }
  const cause = isError(error) ? error.cause : undefined;
  return isError(cause) && cause.code
    ? `cannot be reached (${cause.code})`
    : 'cannot be reached';
}

function itemsOf(text: string): unknown[] | undefined {
  try {
    const body: unknown = JSON.parse(text);
    const data =
      typeof body === 'object' && body !== null && 'data' in body
        ? body.data
        : undefined;
    return Array.isArray(data) ? data : undefined;
  } catch {
    return undefined;
  }
}

function readItem(item: unknown): ListedModel | undefined {
  const { data } = itemSchema.safeParse(item);
  // What an endpoint may call a model, see definitionSchema.
  if (!data || !/^[\x21-\x7e]{1,200}$/.test(data.id)) {
    return undefined;
  }
  return {
    name: data.id,
    contextLength:
      data.max_model_len ??
      data.context_length ??
      data.max_context_length ??
      data.context_window,
  };
}
