import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Searches every file below a folder, byte by byte: databases with their
 * write-ahead logs, and logs.
 *
 * @param dir - the portal's data, absolute
 * @param needles - what must not be found: texts, or patterns of ASCII
 * @returns how many files and bytes were read, and the files that hold a needle
 */
export function scan(
  dir: string,
  needles: Array<string | RegExp>,
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
      if (needles.some(needle => holds(content, needle))) {
        hits.push(path);
      }
    }
  }
  return { files, bytes, hits };
}

function holds(content: Buffer, needle: string | RegExp): boolean {
  // A character for each byte, so that any file can be read as a text.
  return typeof needle === 'string'
    ? content.includes(needle)
    : needle.test(content.toString('latin1'));
}
