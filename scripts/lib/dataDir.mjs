import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { Problem } from './problem.mjs';
import { isAlive } from './processes.mjs';
import { ROOT } from './setup.mjs';

/** In a directory that we made: it may be deleted as a whole. */
const MARKER = '.maas-data-dir';
const OWNER = 'portal.pid';

/** @returns {string} where the development portal keeps its databases and logs; absolute */
export function chosenDataDir() {
  return resolve(ROOT, process.env.MAAS_DATA_DIR || '.data');
}

/** @param {string} dir */
const isOurs = dir =>
  dir === join(ROOT, '.data') ||
  existsSync(join(dir, MARKER)) ||
  readdirSync(dir).length === 0;

/**
 * @param {string} dir
 * @returns {number | undefined} the running process that uses the directory, if any
 */
function ownerOf(dir) {
  const file = join(dir, OWNER);
  if (!existsSync(file)) {
    return undefined;
  }
  const pid = Number(readFileSync(file, 'utf8'));
  return pid && pid !== process.pid && isAlive(pid) ? pid : undefined;
}

/**
 * Makes the data directory and takes it for this process: two portals must not
 * write the same databases.
 *
 * @param {string} dir
 * @returns {() => void} gives it free
 */
export function takeDataDir(dir) {
  refuseIfUsed(dir);
  const file = join(dir, OWNER);
  try {
    const isNew = !existsSync(dir) || readdirSync(dir).length === 0;
    mkdirSync(dir, { recursive: true });
    if (isNew) {
      writeFileSync(
        join(dir, MARKER),
        'Data of the development portal. `npm start -- --reset` deletes this directory.\n',
      );
    }
    writeFileSync(file, String(process.pid));
  } catch (error) {
    throw new Problem(
      `The data directory cannot be used: ${
        error instanceof Error ? error.message : error
      }.`,
      {
        advice: 'Choose one that you may write with MAAS_DATA_DIR.',
        cause: error,
      },
    );
  }
  return () => rmSync(file, { force: true });
}

/** @param {string} dir */
function refuseIfUsed(dir) {
  const owner = ownerOf(dir);
  if (owner) {
    throw new Problem(`Process ${owner} runs a portal on the data in ${dir}.`, {
      advice: `Stop that one first, or choose another directory with MAAS_DATA_DIR. If process ${owner} is something else, delete ${join(
        dir,
        OWNER,
      )}.`,
    });
  }
}

/**
 * Deletes the data directory, for a fresh start.
 *
 * @param {string} dir
 * @returns {boolean} whether there was one
 * @throws {Problem} when it is in use, or holds what is not ours
 */
export function resetDataDir(dir) {
  if (!existsSync(dir)) {
    return false;
  }
  refuseIfUsed(dir);
  if (!isOurs(dir)) {
    throw new Problem(
      `${dir} was not made by this project, so it is not deleted.`,
      {
        advice:
          'Set MAAS_DATA_DIR to the directory you mean, or delete it yourself.',
      },
    );
  }
  rmSync(dir, { recursive: true, force: true });
  return true;
}
