/** An error in the terms that a person can act on. @internal */
export interface ErrorDescription {
  /** HTTP status; undefined where no answer came. */
  status?: number;
  /** What the server said, or the browser. */
  message: string;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

/**
 * Finds the status and the server's own words in whatever was thrown.
 *
 * @param error - a `ResponseError` of `@backstage/errors`, or anything else
 * @internal
 */
export function describeError(error: unknown): ErrorDescription {
  const status = field(error, 'statusCode');
  const said = field(field(field(error, 'body'), 'error'), 'message');
  const own = field(error, 'message');
  const message = [said, own].find(
    text => typeof text === 'string' && text !== '',
  );
  return {
    status: typeof status === 'number' ? status : undefined,
    message: typeof message === 'string' ? message : String(error),
  };
}

/** What the person can do about an error. @internal */
export type ErrorAdvice =
  | 'offline'
  | 'signIn'
  | 'notAllowed'
  | 'notFound'
  | 'conflict'
  | 'input'
  | 'server';

/**
 * Says which advice helps with a status.
 *
 * @param status - HTTP status; undefined where no answer came
 * @internal
 */
export function adviceFor(status: number | undefined): ErrorAdvice {
  switch (status) {
    case undefined:
      return 'offline';
    case 401:
      return 'signIn';
    case 403:
      return 'notAllowed';
    case 404:
      return 'notFound';
    case 409:
      return 'conflict';
    default:
      return status >= 500 ? 'server' : 'input';
  }
}
