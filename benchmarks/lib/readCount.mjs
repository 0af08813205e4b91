import { Problem } from '../../scripts/lib/problem.mjs';

/**
 * @param {string} text what was given
 * @param {string} flag where, for people
 * @returns {number} a whole number from 1 on
 */
export function readCount(text, flag) {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) {
    throw new Problem(
      `${flag} is "${text}", which is no whole number from 1 on.`,
    );
  }
  return count;
}
