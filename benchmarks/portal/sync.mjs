import { Client } from './Client.mjs';
import { until } from './until.mjs';

/** @typedef {import('./Portal.mjs').Portal} Portal */
/** @typedef {import('./Portal.mjs').Vitals} Vitals */
/** @typedef {import('./configuration.mjs').Configuration} Configuration */
/** @typedef {import('./models.mjs').ModelConfig} ModelConfig */

/**
 * @typedef {object} StartFigures seconds since the backend was started
 * @property {number} ready until it is ready to serve
 * @property {number} inRest until the control plane offers all models
 * @property {number} inCatalog until the catalog has all entities with their relations
 * @property {number} cpu CPU time that the backend used until then
 */

/**
 * @typedef {object} ChangeFigures seconds since the configuration file was written
 * @property {number} inRest
 * @property {number} inCatalog
 * @property {number} cpu CPU time that the backend used until then
 * @property {Vitals} vitals of the backend meanwhile
 */

/** What an entity has once its relations are known. */
const RELATED = 'relations.ownedBy';
const MODELS = 'kind=resource,spec.type=ai-model';

/**
 * Follows the start of a portal until everything is there.
 *
 * @param {Portal} portal
 * @param {Configuration} configuration
 * @param {string} person who looks
 * @param {AbortSignal} signal
 * @returns {Promise<{client: Client, figures: StartFigures}>}
 */
export async function followStart(portal, configuration, person, signal) {
  const { url, startedAt } = portal;
  const seconds = () => (performance.now() - startedAt) / 1000;
  await until('Starting the backend', signal, () => isReady(url));
  const ready = seconds();
  const client = await until('Loading the people', signal, () =>
    Client.signIn(url, person),
  );
  const listed = configuration.listed.length;
  await until('Reading the models', signal, async () => {
    const { totalItems } = await client.get('/maas/models?limit=1');
    return totalItems === listed;
  });
  const inRest = seconds();
  const wanted = /** @type {Array<[string, number]>} */ ([
    [`${MODELS},${RELATED}`, listed],
    [
      `kind=component,spec.type=model-server,${RELATED}`,
      configuration.deployed,
    ],
    ['kind=group', configuration.teams.length],
    ['kind=user,relations.memberOf', configuration.users],
  ]);
  for (const [filter, count] of wanted) {
    await until(`Bringing ${filter} into the catalog`, signal, async () => {
      // The demo organisation is there as well.
      return (await client.countEntities(filter)) >= count;
    });
  }
  const inCatalog = seconds();
  const { cpuSeconds } = await portal.vitals();
  return { client, figures: { ready, inRest, inCatalog, cpu: cpuSeconds } };
}

/**
 * Changes models in the configuration file while the portal runs.
 *
 * @param {Portal} portal
 * @param {Configuration} configuration
 * @param {ModelConfig[]} models which of them
 * @param {Client} client
 * @param {AbortSignal} signal
 * @returns {Promise<ChangeFigures>}
 */
export async function followChange(
  portal,
  configuration,
  models,
  client,
  signal,
) {
  const seen = models.filter(model => configuration.listed.includes(model));
  const last = seen[seen.length - 1];
  // From here on it counts.
  const before = await portal.vitals();
  const begun = performance.now();
  const seconds = () => (performance.now() - begun) / 1000;
  const version = configuration.release(models);
  await until('Reading a change', signal, async () => {
    const model = await client.get(`/maas/models/${last.id}`);
    return model.version === version;
  });
  const inRest = seconds();
  const filter = `${MODELS},metadata.annotations.rhdh.io/ai-asset-version=${version}`;
  await until('Bringing a change into the catalog', signal, async () => {
    return (await client.countEntities(filter)) === seen.length;
  });
  const inCatalog = seconds();
  const vitals = await portal.vitals();
  const cpu = vitals.cpuSeconds - before.cpuSeconds;
  return { inRest, inCatalog, cpu, vitals };
}

/** @param {string} url */
async function isReady(url) {
  try {
    const path = '/.backstage/health/v1/readiness';
    const response = await fetch(`${url}${path}`);
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false; // It does not listen yet.
  }
}
