const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/**
 * When a day begins, in the browser's time zone.
 *
 * @param day - `yyyy-mm-dd`
 * @returns undefined where it is no day
 * @internal
 */
export function dayStart(day: string): Date | undefined {
  const [, year, month, date] = (DAY.exec(day) ?? []).map(Number);
  return year ? new Date(year, month - 1, date) : undefined;
}

/**
 * The day that a time is in, in the browser's time zone.
 *
 * @param time - ISO 8601
 * @returns `yyyy-mm-dd`
 * @internal
 */
export function dayOf(time: string): string {
  const date = new Date(time);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(
    date.getDate(),
  )}`;
}

/**
 * When a day is over, in the browser's time zone: summer time makes some longer.
 *
 * @param day - `yyyy-mm-dd`
 * @returns undefined where it is no day
 * @internal
 */
export function dayAfter(day: string): Date | undefined {
  const start = dayStart(day);
  return (
    start &&
    new Date(start.getFullYear(), start.getMonth(), start.getDate() + 1)
  );
}

/**
 * The last moment before an end, so that what ends with a day is shown with that day and
 * not with the next one.
 *
 * @param end - ISO 8601
 * @internal
 */
export function shownEnd(end: string): string {
  return new Date(new Date(end).getTime() - 1).toISOString();
}
