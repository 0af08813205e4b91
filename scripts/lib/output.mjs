import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** How many last lines are kept to explain why a process ended. */
const TAIL = 25;

/** A line of the backend's log: time, plugin, level, message. */
const BACKEND_LINE = /^\d{4}-\d\d-\d\dT[\d:.]+Z\s+(\S+)\s+(\w+)\s+(.*)$/;

/** Warnings that are as they should be in the development portal. */
const EXPECTED = [
  // The simple search engine takes over.
  /Postgres search engine is not supported/,
  // The banner and the sign-in page say so too.
  /Anybody can sign in without a password/,
  // No documentation has been built yet.
  /Index for techdocs was not created/,
  // Asked while the catalog is still reading the people.
  /The catalog does not have \S+ yet/,
  /Did not compute git version/,
  /DeprecationWarning|ExperimentalWarning|--trace-(?:deprecation|warnings)/,
];

/** Lines worth seeing although they are neither a warning nor an error. */
const LIFECYCLE =
  /Plugin initialization complete|compiled|Compiling|Change detected|simulat.*listening|listening on http/i;

const TROUBLE =
  /\b(?:error|warn(?:ing)?|fatal|failed|exception|EADDRINUSE|cannot|could not)\b/i;

/**
 * Chooses the lines that a person who starts the portal wants to see. Lines
 * that follow a shown one and are indented belong to it (a stack trace).
 *
 * @returns {(line: string) => boolean} to be asked once for each line, in order; lines without colors
 */
export function createLineFilter() {
  let shown = false;
  return line => {
    if (/^\s+\S/.test(line)) {
      return shown;
    }
    const [, , level, message] = BACKEND_LINE.exec(line) ?? [];
    const trouble = level
      ? ['warn', 'error'].includes(level)
      : TROUBLE.test(line);
    shown =
      (trouble && !EXPECTED.some(pattern => pattern.test(line))) ||
      LIFECYCLE.test(message ?? line);
    return shown;
  };
}

/**
 * @param {string} line
 * @returns {string} the line without what only a log file needs
 */
export function shortenLine(line) {
  const short = line.replace(
    /^(\d{4}-\d\d-\d\dT[\d:.]+Z\s.*?)\s+(?:type|stack|cause)=.*$/,
    '$1',
  );
  return short.length > 300 ? `${short.slice(0, 299)}…` : short;
}

/**
 * Keeps what a process writes: all of it in a file, the last lines in memory,
 * and hands it on line by line.
 *
 * @param {string} name the process's name
 * @param {string} dir where `<name>.log` goes; an older one is replaced
 * @param {(event: {name: string, line: string, important: boolean}) => void} onLine
 */
export function createOutput(name, dir, onLine) {
  mkdirSync(dir, { recursive: true });
  const file = createWriteStream(join(dir, `${name}.log`));
  // A full disk must not end the portal: the lines are still shown.
  file.on('error', () => undefined);
  /** @type {string[]} */
  const tail = [];
  const isImportant = createLineFilter();
  return {
    /** @param {string} line */
    write(line) {
      const plain = stripVTControlCharacters(line).trimEnd();
      file.write(`${plain}\n`);
      tail.push(plain);
      if (tail.length > TAIL) {
        tail.shift();
      }
      onLine({ name, line: plain, important: isImportant(plain) });
    },
    /** @returns {string[]} the last lines */
    tail: () => [...tail],
    /** @returns {Promise<void>} when all is written */
    close: () => new Promise(resolve => file.end(() => resolve())),
  };
}
