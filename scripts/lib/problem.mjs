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

/** Causes that npm and Yarn name in their output, most telling first. */
const CAUSES = [
  {
    pattern: /ENOSPC|no space left on device|EDQUOT/i,
    cause: 'the disk is full',
    advice: 'Free about 3 GB and run it again.',
  },
  {
    pattern:
      /SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)|CERT_HAS_EXPIRED|unable to get local issuer/i,
    cause: 'the certificate of {registry} is not trusted',
    advice:
      'Behind a proxy that opens TLS, set `npm config set cafile FILE` (or NODE_EXTRA_CA_CERTS) to its authority.',
  },
  {
    pattern: /E401|E403|Response Code: 40[13]|ENEEDAUTH|authentication/i,
    cause: '{registry} asks for a sign-in',
    advice:
      'Run `npm login`; for Yarn, set YARN_NPM_AUTH_TOKEN too if your registry wants a token.',
  },
  {
    pattern: /YN0028|lockfile would have been/i,
    cause: 'yarn.lock does not fit the package.json files',
    advice:
      'Run `yarn install` with the dependencies you want and commit yarn.lock.',
  },
  {
    pattern:
      /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|network (?:error|timeout)|RequestError/i,
    cause: '{registry} cannot be reached',
    advice:
      'Check the network, and that `npm config get registry` (and proxy, https-proxy) is right for it.',
  },
  {
    pattern:
      /E404|ETARGET|notarget|YN0082|No candidates found|Response Code: 404/i,
    cause: '{registry} does not have what is needed',
    advice:
      'Check `npm config get registry`: it must carry all public npm packages.',
  },
  {
    pattern: /EACCES|EPERM|EROFS|permission denied/i,
    cause: 'a file or directory may not be written',
    advice:
      'Make sure that this checkout and ~/.npm and ~/.yarn belong to you.',
  },
];

/**
 * Turns the output of a failed npm or Yarn into a Problem.
 *
 * @param {string} what what was tried, such as "Could not fetch Yarn 4"
 * @param {string} output everything the tool wrote
 * @param {string} registry the address of the registry, for the sentence
 * @returns {Problem}
 */
export function explainToolFailure(what, output, registry) {
  const known = CAUSES.find(({ pattern }) => pattern.test(output));
  const details = output.trimEnd().split('\n').slice(-12).join('\n');
  if (!known) {
    return new Problem(`${what}.`, {
      details,
      advice: 'The lines above say why; run it again when that is mended.',
    });
  }
  return new Problem(
    `${what}: ${known.cause.replace('{registry}', registry)}.`,
    {
      advice: known.advice,
      details: process.env.MAAS_DEBUG === '1' ? output : undefined,
    },
  );
}
