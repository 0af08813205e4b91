import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/**
 * One of the demo people, as configured.
 *
 * @public
 */
export interface Persona {
  /** Lower case slug, unique among the configured people. */
  id: string;
  /** Full reference of the person's User entity, such as `user:default/dana`. */
  entityRef: string;
  /** Name to show. */
  name: string;
  /** Role in a few words. */
  title: string;
  /** What can be tried as this person. */
  about: string;
}

/** Where the provider's configuration lies. */
export const PERSONAS_CONFIG_KEY = 'auth.providers.personas';

const MAX_ID_LENGTH = 48;
const ID_PATTERN = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/**
 * Whether a value has the form of a persona's id.
 *
 * @internal
 */
export function isPersonaId(value: string): boolean {
  return value.length <= MAX_ID_LENGTH && ID_PATTERN.test(value);
}

function readEntityRef(config: Config): string {
  const configured = config.getString('entityRef');
  try {
    const ref = parseEntityRef(configured, {
      defaultKind: 'user',
      defaultNamespace: 'default',
    });
    if (ref.kind.toLocaleLowerCase('en-US') !== 'user') {
      throw new InputError('it is not of kind User');
    }
    return stringifyEntityRef(ref);
  } catch (error) {
    throw new InputError(
      `entityRef '${configured}' does not name a User entity: ${
        error instanceof Error ? error.message : error
      }`,
    );
  }
}

function readPersona(config: Config): Persona {
  const id = config.getString('id');
  if (!isPersonaId(id)) {
    throw new InputError(
      `id '${id}' must consist of lower case letters, digits and single hyphens, at most ${MAX_ID_LENGTH} of them`,
    );
  }
  return {
    id,
    entityRef: readEntityRef(config),
    name: config.getString('name'),
    title: config.getString('title'),
    about: config.getString('about'),
  };
}

/**
 * Reads the demo people.
 *
 * @param config - The provider's own section, `auth.providers.personas`.
 * @returns At least one persona, with unique ids, in the configured order.
 * @throws Error that names the section if anything is missing or malformed.
 *
 * @internal
 */
export function readPersonas(config: Config): Persona[] {
  const people = config.getConfigArray('people').map((entry, index) => {
    try {
      return readPersona(entry);
    } catch (error) {
      throw new InputError(
        `${PERSONAS_CONFIG_KEY}.people[${index}] is malformed: ${
          error instanceof Error ? error.message : error
        }`,
      );
    }
  });
  if (people.length === 0) {
    throw new InputError(`${PERSONAS_CONFIG_KEY}.people names nobody`);
  }
  const seen = new Set<string>();
  for (const { id } of people) {
    if (seen.has(id)) {
      throw new InputError(
        `${PERSONAS_CONFIG_KEY}.people has the id '${id}' more than once`,
      );
    }
    seen.add(id);
  }
  return people;
}

/**
 * Refuses sign-in without a password where real people work.
 *
 * @param config - The provider's own section, `auth.providers.personas`.
 * @param nodeEnv - The value of `NODE_ENV`.
 * @throws Error if `nodeEnv` is `production` and the configuration does not
 * allow that by name.
 *
 * @internal
 */
export function assertAllowed(
  config: Config,
  nodeEnv: string | undefined,
): void {
  const allowed =
    config.getOptionalBoolean('dangerouslyAllowInProduction') ?? false;
  if (nodeEnv === 'production' && !allowed) {
    throw new Error(
      `Sign-in as a demo person needs no password and is refused with NODE_ENV=production. ` +
        `Set ${PERSONAS_CONFIG_KEY} to null, or, where anybody may be anyone, ` +
        `${PERSONAS_CONFIG_KEY}.dangerouslyAllowInProduction to true`,
    );
  }
}
