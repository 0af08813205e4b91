import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Searches every file below a folder, byte by byte: databases with their
 * write-ahead logs, and logs.
 *
 * @param dir - the portal's data, absolute
 * @param needles - what must not be found
 * @returns how many files and bytes were read, and the files that hold a needle
 */
export function scan(
  dir: string,
  needles: string[],
): { files: number; bytes: number; hits: string[] } {
  const hits: string[] = [];
  let files = 0;
  let bytes = 0;
  for (const entry of readdirSync(dir, {
    recursive: true,
    withFileTypes: true,
  })) {
    if (entry.isFile()) {
      const path = join(entry.parentPath, entry.name);
      const content = readFileSync(path);
      files += 1;
      bytes += content.length;
      if (needles.some(needle => content.includes(needle))) {
        hits.push(path);
      }
    }
  }
  return { files, bytes, hits };
}
