import type { TokenCounts } from '@openmaas/backstage-plugin-maas-common';

/**
 * Reads the `usage` of a chat or text completion. Any field can be null or missing, by
 * model server and version.
 *
 * @returns undefined where prompt or answer were not counted
 * @internal
 */
export function readCompletionUsage(usage: unknown): TokenCounts | undefined {
  const input = count(usage, 'prompt_tokens');
  const output = count(usage, 'completion_tokens');
  if (input === undefined || output === undefined) {
    return undefined;
  }
  const cached = count(member(usage, 'prompt_tokens_details'), 'cached_tokens');
  const reasoning = count(
    member(usage, 'completion_tokens_details'),
    'reasoning_tokens',
  );
  return {
    input,
    // A part is never more than its whole, whatever a server says.
    cachedInput: Math.min(cached ?? 0, input),
    output,
    reasoning: Math.min(reasoning ?? 0, output),
  };
}

/** A member of something that may be no object at all. @internal */
export function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

/** The members of something that may be no array at all. @internal */
export function items(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function count(value: unknown, name: string): number | undefined {
  const number = member(value, name);
  return Number.isSafeInteger(number) && (number as number) >= 0
    ? (number as number)
    : undefined;
}
