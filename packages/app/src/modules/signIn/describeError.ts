import { ResponseError } from '@backstage/errors';

const NO_ANSWER =
  'The backend does not answer. If it was just started, it needs some seconds.';

/**
 * Says why a sign-in failed, to the person who tried.
 *
 * @param error - What the sign-in was rejected with: an answer of the backend,
 * or anything else if there was no answer.
 */
export function describeError(error: Error): string {
  if (error instanceof ResponseError) {
    const { name, message } = error.body.error;
    // While it starts, the backend knows no path and answers without a reason.
    const isStarting =
      error.response.status === 404 && name !== 'NotFoundError';
    return isStarting ? NO_ANSWER : message;
  }
  // What fetch throws without an answer, in each browser's own words
  return error instanceof TypeError ? NO_ANSWER : error.message;
}
