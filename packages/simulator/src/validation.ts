import type { z } from 'zod';

/**
 * One line per thing that is wrong, in the form `models[2].name: what is wrong`.
 *
 * @param root - what to call the value itself when the fault is not in a field
 * @internal
 */
export function describeIssues(error: z.ZodError, root: string): string[] {
  return error.issues.map(
    issue => `${formatPath(issue.path) || root}: ${issue.message}`,
  );
}

/**
 * Writes a path as people write it: `messages[0].role`.
 *
 * @internal
 */
export function formatPath(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) => {
      if (typeof part === 'number') {
        return `[${part}]`;
      }
      return index === 0 ? String(part) : `.${String(part)}`;
    })
    .join('');
}
