import { ConfigApi } from '@backstage/frontend-plugin-api';

/** One of the demo people, as far as the sign-in page shows them. */
export interface Person {
  /** What the backend calls the person. */
  id: string;
  /** Name to show. */
  name: string;
  /** Role in a few words. */
  title: string;
  /** What can be tried as this person. */
  about: string;
}

/**
 * Reads who can be signed in as without a password.
 *
 * @returns The people in the configured order; none where the provider
 * `personas` is not configured, as in production.
 */
export function readPeople(config: ConfigApi): Person[] {
  const entries =
    config.getOptionalConfigArray('auth.providers.personas.people') ?? [];
  return entries.map(entry => ({
    id: entry.getString('id'),
    name: entry.getString('name'),
    title: entry.getString('title'),
    about: entry.getString('about'),
  }));
}
