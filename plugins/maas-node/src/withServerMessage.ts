import {
  AuthenticationError,
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ResponseError,
  ServiceUnavailableError,
} from '@backstage/errors';

const BY_STATUS = new Map<number, new (message: string) => Error>([
  [400, InputError],
  [401, AuthenticationError],
  [403, NotAllowedError],
  [404, NotFoundError],
  [409, ConflictError],
  [503, ServiceUnavailableError],
]);

/**
 * Calls the control plane so that whoever asked reads what it says, and not only with
 * which status it refused.
 *
 * @param call - a call of `MaasService`'s client
 * @throws the error of `@backstage/errors` that fits the status, with the server's
 *   message; what is no answer of the server passes as it is
 * @public
 */
export async function withServerMessage<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof ResponseError)) {
      throw error;
    }
    const message = error.cause.message || error.message;
    const Fitting = BY_STATUS.get(error.statusCode);
    const refusal = Fitting
      ? new Fitting(message)
      : new Error(`The control plane failed (${error.statusCode}): ${message}`);
    // Logs show the stack. Where in this code a refusal came through tells nobody
    // anything.
    refusal.stack = `${refusal.name}: ${refusal.message}`;
    throw refusal;
  }
}
