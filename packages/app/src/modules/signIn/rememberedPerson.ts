import { Person } from './readPeople';

const STORAGE_KEY = 'maas:sign-in:persona';

// A browser can forbid storage; then nothing is remembered, which is no error.

/** The person of the last sign-in, if that is still one of the people. */
export function recallPerson(people: readonly Person[]): Person | undefined {
  try {
    const id = window.localStorage.getItem(STORAGE_KEY);
    return people.find(person => person.id === id);
  } catch {
    return undefined;
  }
}

/** Lets a reload of the page sign in as the same person. */
export function rememberPerson(person: Person): void {
  try {
    window.localStorage.setItem(STORAGE_KEY, person.id);
  } catch {
    // See above.
  }
}

/** Makes the next visit start with the choice of a person. */
export function forgetPerson(): void {
  try {
    window.localStorage.removeItem(STORAGE_KEY);
  } catch {
    // See above.
  }
}
