import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { ROOT } from '../../scripts/lib/setup.mjs';
import { makeModels, versionOf } from './models.mjs';
import { REGISTRAR, makeOrganisation, makeTeams } from './organisation.mjs';

/** @typedef {import('./models.mjs').ModelConfig} ModelConfig */

/**
 * @typedef {object} Settings where the parts of the portal are
 * @property {string} root of its installation
 * @property {string} url of the portal
 * @property {number} port of its backend
 * @property {string} database connection string
 * @property {string} serverUrl where the model servers are
 */

/** What the portal is given to work with: its configuration, its people and its models. */
export class Configuration {
  #version = 1;

  /**
   * @param {string} dir where the files go
   * @param {{models: number, teams: number}} size
   * @param {Settings} settings
   */
  constructor(dir, size, settings) {
    this.file = join(dir, 'app-config.yaml');
    this.modelsFile = join(dir, 'models.json');
    this.teams = makeTeams(size.teams);
    this.models = makeModels({
      count: size.models,
      teams: this.teams.map(({ name }) => name),
      serverUrl: settings.serverUrl,
    });
    const { text, users } = makeOrganisation(this.teams);
    this.users = users;
    const orgFile = join(dir, 'org.yaml');
    writeFileSync(orgFile, text);
    this.#writeModels();
    writeFileSync(this.file, stringify(portalConfig(settings, orgFile)));
  }

  /** @returns {ModelConfig[]} those that everybody can see */
  get listed() {
    return this.models.filter(({ visibility }) => visibility !== 'hidden');
  }

  /** @returns {number} how many of these have a server in the catalog */
  get deployed() {
    return this.listed.filter(({ endpoints }) => endpoints.length > 0).length;
  }

  /**
   * Gives models a new version.
   *
   * @param {ModelConfig[]} models of this configuration
   * @returns {string} the version
   */
  release(models) {
    this.#version += 1;
    const version = versionOf(this.#version);
    for (const model of models) {
      model.version = version;
    }
    this.#writeModels();
    return version;
  }

  #writeModels() {
    const file = `${this.modelsFile}.new`;
    writeFileSync(file, JSON.stringify(this.models));
    // Nobody reads half of it.
    renameSync(file, this.modelsFile);
  }
}

/**
 * What differs from app-config.yaml: a production installation, in which the demo people can
 * sign in.
 *
 * @param {Settings} settings
 * @param {string} orgFile
 */
function portalConfig({ root, url, port, database }, orgFile) {
  const example = (/** @type {string} */ name) => join(ROOT, 'examples', name);
  const people = parse(readFileSync(example('personas.yaml'), 'utf8'));
  return {
    // Not the app of the checkout, which a name would be resolved to.
    app: { baseUrl: url, packageName: join(root, 'packages/app') },
    backend: {
      baseUrl: url,
      listen: { host: '127.0.0.1', port },
      cors: { origin: url },
      database: { client: 'pg', connection: database },
    },
    // The index is in PostgreSQL: back to the plugins' own schedule.
    search: { collators: null },
    auth: {
      providers: {
        personas: {
          dangerouslyAllowInProduction: true,
          people: [
            ...people,
            {
              id: REGISTRAR,
              entityRef: `user:default/${REGISTRAR}`,
              name: 'Registrar',
              title: 'In all teams',
              about: 'Asks for access on behalf of all teams.',
            },
          ],
        },
      },
    },
    catalog: {
      locations: [
        userFile(example('org.yaml')),
        userFile(orgFile),
        {
          type: 'file',
          target: example('templates/all.yaml'),
          rules: [{ allow: ['Location', 'Template'] }],
        },
      ],
    },
    maas: { models: { $include: 'models.json' } },
  };
}

/** @param {string} target */
function userFile(target) {
  return { type: 'file', target, rules: [{ allow: ['User', 'Group'] }] };
}
