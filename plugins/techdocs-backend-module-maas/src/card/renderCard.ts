import type { Model } from '@openmaas/backstage-plugin-maas-common';
import MarkdownIt from 'markdown-it';
import { type CardOptions, cardMarkdown } from './cardMarkdown';
import { stylesheet } from './stylesheet';

/** HTML in a text stays text, and links lead to the web only. */
const markdown = new MarkdownIt({ html: false });

/** A card of a model. @internal */
export interface Card {
  title: string;
  /** One line; empty where nothing is known. */
  description: string;
  /** The whole page. */
  html: string;
  /** All words of the page, to be searched. */
  text: string;
}

/**
 * Makes the card of a model.
 *
 * @param model - one as the control plane shows it alone, with what its author wrote
 * @internal
 */
export function renderCard(model: Model, options: CardOptions): Card {
  const { about, use } = cardMarkdown(model, options);
  const article = [
    markdown.render(about),
    model.card && renderAuthors(model.card),
    markdown.render(use),
  ]
    .filter(Boolean)
    .join('\n');
  return {
    title: model.title,
    description: (model.description ?? '').replace(/\s+/g, ' ').trim(),
    html: pageOf(model.title, article),
    text: textOf([about, model.card ?? '', use].join('\n\n')),
  };
}

/** The author's headings come below the card's own. */
function renderAuthors(card: string): string {
  const tokens = markdown.parse(card, {});
  for (const token of tokens) {
    const level = /^h([1-6])$/.exec(token.tag)?.[1];
    if (level) {
      token.tag = `h${Math.min(Number(level) + 2, 6)}`;
    }
  }
  const heading = markdown.render('## From the author');
  return heading + markdown.renderer.render(tokens, markdown.options, {});
}

function textOf(source: string): string {
  return markdown
    .parse(source, {})
    .map(({ children, content }) =>
      children
        ? children
            .map(({ type, content: words }) =>
              type.endsWith('break') ? ' ' : words,
            )
            .join('')
        : content,
    )
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function pageOf(title: string, article: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${markdown.utils.escapeHtml(title)}</title>
<link rel="stylesheet" href="${stylesheet.path}">
</head>
<body>
<div data-md-component="content">
<article class="md-typeset maas-card">
${article}</article>
</div>
</body>
</html>
`;
}
