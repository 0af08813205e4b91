/**
 * An error that is answered in vLLM's shape.
 *
 * @internal
 */
export class ApiError extends Error {
  name = 'ApiError';

  /**
   * @param status - HTTP status, repeated in the body as `code`
   * @param type - vLLM's name for the sort of error, such as `BadRequestError`
   * @param param - the request's field that is to blame
   */
  constructor(
    readonly status: number,
    readonly type: string,
    message: string,
    readonly param: string | null = null,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }

  /** The body of the answer. */
  toBody() {
    const { message, type, param, status } = this;
    return { error: { message, type, param, code: status } };
  }
}

/**
 * The request is well formed but asks for what this server cannot do.
 *
 * @internal
 */
export function badRequest(message: string, param?: string): ApiError {
  return new ApiError(400, 'BadRequestError', message, param);
}

/**
 * The request does not have the form of the API. vLLM names this sort by the
 * HTTP status phrase, since its web framework finds it before vLLM does.
 *
 * @internal
 */
export function invalidRequest(message: string, param?: string): ApiError {
  return new ApiError(400, 'Bad Request', message, param);
}

/**
 * Nothing has this path.
 *
 * @internal
 */
export function notFound(message: string): ApiError {
  return new ApiError(404, 'NotFoundError', message);
}
