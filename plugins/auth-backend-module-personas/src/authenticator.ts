import { InputError, NotFoundError } from '@backstage/errors';
import { createProxyAuthenticator } from '@backstage/plugin-auth-node';
import { isPersonaId, Persona } from './personas';

/** The header that names the persona, used by the portal. */
export const PERSONA_HEADER = 'x-persona';

/** The query parameter that names the persona, used by scripts. */
export const PERSONA_PARAMETER = 'persona';

interface PersonaRequest {
  query: Record<string, unknown>;
  headers: Record<string, string | string[] | undefined>;
}

/** The names given in a request; a value that is not one plain text is an error. */
function namesIn(request: PersonaRequest, hint: string): string[] {
  const given: unknown[] = [
    request.query[PERSONA_PARAMETER],
    request.headers[PERSONA_HEADER],
  ];
  return given
    .filter(value => value !== undefined && value !== '')
    .map(value => {
      if (typeof value !== 'string' || !isPersonaId(value)) {
        throw new InputError(
          `The persona must be given once, as one id. ${hint}`,
        );
      }
      return value;
    });
}

/**
 * Tells which demo person a request asks for.
 *
 * @param request - Query and headers of the request.
 * @param people - The people there are.
 * @throws InputError if no person, two people or something else than an id is
 * given; NotFoundError if there is nobody with that id. Both name the ids there are.
 *
 * @internal
 */
export function findPersona(
  request: PersonaRequest,
  people: readonly Persona[],
): Persona {
  const hint = `There are: ${people.map(({ id }) => id).join(', ')}`;
  const [id, other] = namesIn(request, hint);
  if (id === undefined) {
    throw new InputError(
      `No persona given: add ?${PERSONA_PARAMETER}=<id> or the header ${PERSONA_HEADER}. ${hint}`,
    );
  }
  if (other !== undefined && other !== id) {
    throw new InputError(
      `The query and the header name different personas. ${hint}`,
    );
  }
  const persona = people.find(candidate => candidate.id === id);
  if (!persona) {
    throw new NotFoundError(`There is no persona '${id}'. ${hint}`);
  }
  return persona;
}

/**
 * Makes the authenticator that believes whatever person a request names.
 *
 * @param people - The people there are.
 *
 * @internal
 */
export function createPersonaAuthenticator(people: readonly Persona[]) {
  return createProxyAuthenticator({
    defaultProfileTransform: async (persona: Persona) => ({
      profile: { displayName: persona.name },
    }),
    initialize() {},
    async authenticate({ req }) {
      return { result: findPersona(req, people) };
    },
  });
}
