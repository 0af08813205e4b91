/**
 * A text as it stands, for the middle of a line of Markdown.
 *
 * @internal
 */
export function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[!-/:-@[-`{-~]/g, '\\$&');
}

/**
 * A text as code, for the middle of a line of Markdown.
 *
 * @internal
 */
export function code(text: string): string {
  const runs = text.match(/`+/g) ?? [];
  const fence = '`'.repeat(1 + Math.max(0, ...runs.map(run => run.length)));
  const inner = text.replace(/\s+/g, ' ');
  return runs.length > 0 ? `${fence} ${inner} ${fence}` : `\`${inner}\``;
}

/**
 * Lines as a block of code.
 *
 * @param language - what it is highlighted as
 * @internal
 */
export function codeBlock(language: string, lines: string): string {
  const runs = lines.match(/`{3,}/g) ?? [];
  const fence = '`'.repeat(Math.max(3, ...runs.map(run => run.length + 1)));
  return `${fence}${language}\n${lines}\n${fence}`;
}

/**
 * Rows as a table of Markdown.
 *
 * @param rows - cells in Markdown; a row without a second one is left out
 * @internal
 */
export function table(
  head: [string, string],
  rows: Array<[string, string | undefined]>,
): string {
  return [
    row(head),
    row(['---', '---']),
    ...rows.flatMap(([label, value]) => (value ? [row([label, value])] : [])),
  ].join('\n');
}

/** A bar ends a cell, in code too. */
function row(cells: string[]): string {
  return `| ${cells.map(cell => cell.replace(/\|/g, '\\|')).join(' | ')} |`;
}
