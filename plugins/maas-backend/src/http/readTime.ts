import { InputError } from '@backstage/errors';

/**
 * Reads a time of a request.
 *
 * @param text - date-time of RFC 3339
 * @param name - what it is, for the message
 * @throws InputError where the calendar has no such time: a leap second, 30 February
 * @internal
 */
export function readTime(text: string, name: string): Date {
  const time = new Date(text);
  const date = text.slice(0, 10);
  // A day too many would be taken for one of the next month.
  const isOfCalendar = new Date(date).getUTCDate() === Number(date.slice(8));
  // Databases have no year 0.
  const isOfOurEra = time.getUTCFullYear() > 0;
  if (Number.isNaN(time.getTime()) || !isOfCalendar || !isOfOurEra) {
    throw new InputError(`${name} is not a time: ${text}`);
  }
  return time;
}
