import { readdirSync, readlinkSync } from 'node:fs';

/**
 * The files of a directory that this process has open, those without a name among them;
 * as only Linux shows them.
 *
 * @returns their descriptors
 */
export function openFiles(directory: string): string[] {
  return readdirSync('/proc/self/fd').filter(name => {
    try {
      return readlinkSync(`/proc/self/fd/${name}`).startsWith(directory);
    } catch {
      // It was that of reading the list.
      return false;
    }
  });
}

/** Waits until so many are open. */
export async function untilOpen(
  directory: string,
  count: number,
): Promise<void> {
  while (openFiles(directory).length !== count) {
    await new Promise(setImmediate);
  }
}
