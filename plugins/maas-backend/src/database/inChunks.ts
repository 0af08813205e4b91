/** Fewer than any engine takes values in one statement. */
const CHUNK = 1000;

/**
 * Asks for any number of things, some at a time: engines limit how many values one
 * statement has.
 *
 * @param items - what to ask for; nothing is asked where there is none
 * @param ask - asks for some of them
 * @internal
 */
export async function inChunks<TItem, TResult>(
  items: TItem[],
  ask: (chunk: TItem[]) => Promise<TResult[]>,
): Promise<TResult[]> {
  const results: TResult[][] = [];
  for (let start = 0; start < items.length; start += CHUNK) {
    results.push(await ask(items.slice(start, start + CHUNK)));
  }
  return results.flat();
}
