import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Card } from './renderCard';
import { stylesheet } from './stylesheet';

/**
 * Writes a card as the site that the reader of the portal shows.
 *
 * @param directory - where to; it exists
 * @param etag - changes whenever the card does
 * @internal
 */
export async function writeSite(
  directory: string,
  card: Card,
  etag: string,
): Promise<void> {
  const files: Record<string, string> = {
    'index.html': card.html,
    [stylesheet.path]: stylesheet.content,
    'search/search_index.json': JSON.stringify({
      config: { lang: ['en'] },
      docs: [{ title: card.title, text: card.text, location: '' }],
    }),
  };
  files['techdocs_metadata.json'] = JSON.stringify({
    site_name: card.title,
    site_description: card.description,
    etag,
    build_timestamp: Date.now(),
    files: [...Object.keys(files), 'techdocs_metadata.json'],
  });
  for (const [path, content] of Object.entries(files)) {
    const file = join(directory, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}
