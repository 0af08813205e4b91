import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from './setup.mjs';

/** @typedef {{id: string, name: string, title: string}} Persona */

/** @returns {Persona[]} the demo people, as examples/personas.yaml lists them */
export function readPersonas() {
  /** @type {unknown} */
  const people = parse(
    readFileSync(join(ROOT, 'examples/personas.yaml'), 'utf8'),
  );
  if (!Array.isArray(people)) {
    throw new TypeError('examples/personas.yaml does not hold a list');
  }
  return people.map(({ id, name, title }) => ({
    id: String(id),
    name: String(name),
    title: String(title ?? ''),
  }));
}

/**
 * @param {Persona[]} people
 * @param {string} gateway where it listens, without /v1
 */
function whatToTry(people, gateway) {
  const width = Math.max(...people.map(({ name }) => name.length));
  return [
    '  Sign in as one of the demo people:',
    ...people.map(({ name, title }) => `      ${name.padEnd(width)}  ${title}`),
    '',
    '  Try first, as Dana: open AI models, pick mistral-3-int4, choose',
    '  Request access, and reveal your key on the page that follows.',
    '  Then call the model with it:',
    '',
    '      export OPENAI_API_KEY=maas_…',
    `      curl ${gateway}/v1/chat/completions \\`,
    '        -H "Authorization: Bearer $OPENAI_API_KEY" \\',
    "        -H 'Content-Type: application/json' \\",
    `        -d '{"model": "mistral-3-int4", "messages":`,
    `             [{"role": "user", "content": "Hello"}]}'`,
    '',
  ];
}

/**
 * @param {object} options
 * @param {import('./portal.mjs').Portal} options.portal
 * @param {string} options.dataDir
 * @param {string} options.seconds how long the start took
 * @param {(dir: string) => string} options.shorten makes a path readable
 * @returns {string} what a person who has just started the portal needs to know
 */
export function banner({ portal, dataDir, seconds, shorten }) {
  return [
    '',
    `  The portal is ready (${seconds}):  ${portal.urls.portal}`,
    '',
    ...(portal.hasDemoPeople
      ? whatToTry(readPersonas(), portal.urls.gateway)
      : []),
    '  Simulated: the GPUs and the model servers. Everything else is real.',
    `  Gateway ${portal.urls.gateway}/v1   backend ${portal.urls.backend}`,
    `  Model servers ${portal.urls.simulator}`,
    `  Logs    ${shorten(portal.logDir)}   data ${shorten(dataDir)}`,
    '',
    '  Stop: Ctrl-C.   Start afresh: npm start -- --reset',
    '',
  ].join('\n');
}
