/**
 * @param {object} options
 * @param {import('./portal.mjs').Portal} options.portal
 * @param {string} options.dataDir
 * @param {import('./personas.mjs').Persona[]} options.people
 * @param {string} options.seconds how long the start took
 * @param {(dir: string) => string} options.shorten makes a path readable
 * @returns {string} what a person who has just started the portal needs to know
 */
export function banner({ portal, dataDir, people, seconds, shorten }) {
  const width = Math.max(...people.map(({ name }) => name.length));
  const persons = people.map(
    ({ name, title }) => `      ${name.padEnd(width)}  ${title}`,
  );
  return [
    '',
    `  The portal is ready (${seconds}):  ${portal.urls.portal}`,
    '',
    '  Sign in as one of the demo people:',
    ...persons,
    '',
    '  Try first, as Dana: open AI models, pick mistral-3-int4, choose',
    '  Request access, and reveal your key on the page that follows.',
    '',
    '  Simulated: the GPUs and the model servers. Everything else is real.',
    `  Backend ${portal.urls.backend}   model servers ${portal.urls.simulator}`,
    `  Logs    ${shorten(portal.logDir)}   data ${shorten(dataDir)}`,
    '',
    '  Stop: Ctrl-C.   Start afresh: npm start -- --reset',
    '',
  ].join('\n');
}
