import { createHash } from 'node:crypto';

/** On the variables that the reader of the portal takes from its theme. */
const CSS = `
.maas-card { --md-typeset-font-size: 1rem; max-width: 60rem; margin: 0 auto; padding: 0 1rem 3rem; line-height: 1.6; color: var(--md-default-fg-color); overflow-wrap: anywhere; }
.maas-card h2 { margin: 2rem 0 0.75rem; }
.maas-card h3, .maas-card h4, .maas-card h5, .maas-card h6 { margin: 1.5rem 0 0.5rem; }
.maas-card a { color: var(--md-typeset-a-color); text-decoration: underline; }
.maas-card table { width: 100%; color: inherit; }
.maas-card th, .maas-card td { padding: 0.4rem 0.8rem; text-align: left; vertical-align: top; }
.maas-card td:first-child { white-space: nowrap; }
.maas-card code { padding: 0.1rem 0.3rem; border-radius: 0.2rem; font-family: ui-monospace, monospace; font-size: 0.9em; background: var(--md-code-bg-color); color: var(--md-code-fg-color); }
.maas-card pre { position: relative; overflow: auto; padding: 1rem 3.5rem 1rem 1rem; border: 1px solid var(--md-typeset-table-color); border-radius: 0.3rem; background: var(--md-code-bg-color); }
.maas-card pre code { padding: 0; background: none; }
.maas-card blockquote { margin: 1rem 0; padding-left: 1rem; }
.maas-card img { max-width: 100%; }
@media (max-width: 600px) {
  .maas-card { padding: 0 0 2rem; }
  .maas-card td:first-child { white-space: normal; }
}
`.trimStart();

/** How a card looks. @internal */
export const stylesheet = {
  // The reader lets no other stylesheet in than one that is named as MkDocs names its own.
  path: `assets/stylesheets/main.${createHash('sha256')
    .update(CSS)
    .digest('hex')
    .slice(0, 8)}.min.css`,
  content: CSS,
};
