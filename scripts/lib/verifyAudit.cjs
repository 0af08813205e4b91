// Verifies the audit log in the database that configuration names, and says what it found.
// The backend's own classes read both, so it is the database that the portal uses.
const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { DatabaseManager } = require('@backstage/backend-defaults/database');
const {
  ConfigSources,
  MutableConfigSource,
} = require('@backstage/config-loader');

const ROOT = join(__dirname, '../..');

/**
 * @typedef {object} Options
 * @property {string[]} configFiles absolute; without them those that the portal reads
 * @property {{seq: number, hash: string}} [anchor]
 */

/** @param {string[]} configFiles */
async function readConfig(configFiles) {
  const files = ConfigSources.default({
    rootDir: ROOT,
    argv: configFiles.flatMap(file => ['--config', file]),
    watch: false,
  });
  // Who only looks makes no database.
  const data = { backend: { database: { ensureExists: false } } };
  const looking = MutableConfigSource.create({ data });
  return ConfigSources.toConfig(ConfigSources.merge([files, looking]));
}

/** @param {string[]} configFiles */
async function openDatabase(configFiles) {
  const config = await readConfig(configFiles);
  const silent = () => undefined;
  const knex = await DatabaseManager.fromConfig(config)
    .forPlugin('maas', {
      logger: {
        error: console.error,
        warn: console.error,
        info: silent,
        debug: silent,
        child() {
          return this;
        },
      },
      lifecycle: { addStartupHook: silent, addShutdownHook: silent },
    })
    .getClient();
  const file = knex.client.config.connection?.filename;
  if (file !== undefined && !existsSync(file)) {
    throw new Error(
      `There is no database ${file}: name the portal's configuration by --config`,
    );
  }
  if (!(await knex.schema.hasTable('audit_entries'))) {
    throw new Error(
      'This database has no audit log: name the configuration of a portal that has run by --config',
    );
  }
  return knex;
}

/** @param {Options} options */
async function verify({ configFiles, anchor }) {
  // Paths in the configuration are relative to where the backend runs.
  process.chdir(join(ROOT, 'packages/backend'));
  const {
    verifyChain,
  } = require('../../plugins/maas-backend/src/audit/verifyChain');
  const knex = await openDatabase(configFiles);
  const begun = performance.now();
  const { count, head, fault } = await verifyChain(knex, anchor);
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(`${count} entries fit, from the first one on (${seconds} s)`);
  if (count > 0) {
    console.log(`The last one that fits: ${head.seq}:${head.hash}`);
  }
  if (fault) {
    console.error(`Failed: ${fault.kind} at ${fault.seq}. ${fault.text}.`);
    return 1;
  }
  console.log(
    anchor
      ? `Nothing is wrong, and the log still has entry ${anchor.seq} as expected.`
      : 'Nothing is wrong. Whether entries are missing at the end shows only with --expect.',
  );
  return 0;
}

verify(JSON.parse(process.argv[2])).then(
  // Pools of the database would keep the process alive.
  code => process.exit(code),
  error => {
    console.error(`Failed: ${error.message}`);
    process.exit(1);
  },
);
