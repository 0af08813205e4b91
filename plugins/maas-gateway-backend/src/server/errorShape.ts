import type { GatewayError } from './GatewayError';

/** How an API says that something went wrong. @internal */
export interface ErrorShape {
  body(error: GatewayError, requestId: string): object;
  /** Name of the event that is an error in a stream, where events have names. */
  event?: string;
}

const OPENAI: ErrorShape = { body: error => error.toBody() };

const ANTHROPIC: ErrorShape = {
  body: (error, requestId) => ({
    type: 'error',
    error: { type: anthropicType(error), message: error.message },
    request_id: requestId,
  }),
  event: 'error',
};

/** Kinds of errors that Anthropic's API calls otherwise, by status. */
const ANTHROPIC_TYPES: Record<number, string> = {
  413: 'request_too_large',
  503: 'overloaded_error',
  504: 'timeout_error',
};

/**
 * The shape of the API that a path belongs to: Anthropic's below `/v1/messages`, OpenAI's
 * everywhere else. Statuses and headers are the same.
 *
 * @param url - of the request, with its query or without
 * @internal
 */
export function errorShapeOf(url: string | undefined): ErrorShape {
  return /^\/v1\/messages(?![^/?])/.test(url ?? '') ? ANTHROPIC : OPENAI;
}

function anthropicType({ status, type }: GatewayError): string {
  return (
    ANTHROPIC_TYPES[status] ?? (type === 'server_error' ? 'api_error' : type)
  );
}
