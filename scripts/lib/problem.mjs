/** A failure that the person at the keyboard can do something about: what is wrong, and what to do. */
export class Problem extends Error {
  /**
   * @param {string} message what is wrong, one sentence
   * @param {{advice?: string, details?: string, cause?: unknown}} [options] `advice`: what to do about it;
   *   `details`: the last lines of a tool's output
   */
  constructor(message, { advice, details, cause } = {}) {
    super(message, { cause });
    this.name = 'Problem';
    this.advice = advice;
    this.details = details;
  }
}

/**
 * Prints an error for people: no stack trace unless MAAS_DEBUG=1.
 *
 * @param {unknown} error anything thrown
 * @param {string} [prefix] what each line begins with
 */
export function printProblem(error, prefix = '') {
  const say = (/** @type {string} */ text) => {
    for (const line of text.split('\n')) {
      process.stderr.write(`${prefix}${line}\n`);
    }
  };
  if (error instanceof Problem) {
    if (error.details) {
      say(error.details.trimEnd());
    }
    say(`Failed: ${error.message}`);
    if (error.advice) {
      say(`What to do: ${error.advice}`);
    }
  } else {
    say(`Failed: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (process.env.MAAS_DEBUG === '1') {
    say(error instanceof Error ? error.stack ?? '' : '');
  } else if (!(error instanceof Problem)) {
    say('What to do: run it again with MAAS_DEBUG=1 to see where it failed.');
  }
}

/**
 * @param {unknown} error
 * @returns {string | undefined} the code of a system error, such as ENOENT
 */
export function errorCode(error) {
  return error instanceof Error && 'code' in error
    ? String(error.code)
    : undefined;
}

/**
 * Turns the output of a failed npm or Yarn into a Problem.
 *
 * @param {string} what what was tried, such as "Could not fetch Yarn 4"
 * @param {string} output everything the tool wrote
 * @returns {Problem} with the last lines of it
 */
export function toolFailure(what, output) {
  return new Problem(`${what}.`, {
    details: output.trimEnd().split('\n').slice(-12).join('\n'),
    advice:
      'See the lines above; check the network and proxy, the registry that `npm config get registry` names and your sign-in there, and that about 3 GB of disk are free. Then run it again.',
  });
}
