import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT } from './setup.mjs';

/** Larger files are data, in bytes. */
const MAX_SIZE = 3_000_000;

const SKIPPED_DIRS = new Set([
  'node_modules',
  'dist',
  'dist-types',
  'coverage',
  'e2e-test-report',
]);

/**
 * @typedef {object} Guard something that must not be in the project
 * @property {string} what
 * @property {RegExp} pattern
 * @property {(path: string) => boolean} [appliesTo] which files are searched, by their path relative to the root
 */

/** @type {Guard[]} */
const GUARDS = [
  {
    what: 'the address of a registry: everybody installs from their own',
    pattern: /https?:\/\//,
    appliesTo: path => path === 'yarn.lock',
  },
  {
    what: 'the address of a registry: everybody installs from their own',
    pattern: /npmRegistryServer|npmScopes|^\s*registry\s*[=:]/m,
    appliesTo: path => /(^|\/)(\.yarnrc\.yml|\.npmrc)$/.test(path),
  },
  {
    what: "an absolute path of a developer's machine",
    // The negative part lets the usual examples pass.
    pattern:
      /(?<![\w.~@/-])(?:\/home\/(?!node\b|user\b|you\b)[a-z][\w.-]*\/|\/Users\/(?!you\b)[\w.-]+\/|[A-Z]:\\Users\\)/,
  },
];

/** @returns {string[]} the files that belong to the project, relative to the root */
export function projectFiles() {
  try {
    return execFileSync(
      'git',
      ['ls-files', '--cached', '--others', '--exclude-standard', '-z'],
      {
        cwd: ROOT,
        encoding: 'utf8',
        maxBuffer: 64 * 1024 * 1024,
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    )
      .split('\0')
      .filter(Boolean);
  } catch {
    // A downloaded archive has no repository.
    return walk(ROOT).map(path => relative(ROOT, path));
  }
}

/**
 * @param {string} dir
 * @returns {string[]}
 */
function walk(dir) {
  return readdirSync(dir, { withFileTypes: true }).flatMap(entry => {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) {
      const hidden = entry.name.startsWith('.') && entry.name !== '.ci';
      return SKIPPED_DIRS.has(entry.name) || hidden ? [] : walk(path);
    }
    return entry.isFile() ? [path] : [];
  });
}

/**
 * @param {string} path relative to the root
 * @param {string} text
 * @returns {string[]} what must not be there, with the line
 */
export function violations(path, text) {
  return GUARDS.filter(({ appliesTo }) => appliesTo?.(path) ?? true).flatMap(
    ({ what, pattern }) => {
      const match = pattern.exec(text);
      if (!match) {
        return [];
      }
      const line = text.slice(0, match.index).split('\n').length;
      return [`${path}:${line}: "${match[0].trim()}" is ${what}`];
    },
  );
}

/** @returns {string[]} everything in the project that must not be there */
export function findViolations() {
  return projectFiles().flatMap(path => {
    const file = join(ROOT, path);
    const info = statSync(file, { throwIfNoEntry: false });
    if (!info?.isFile() || info.size > MAX_SIZE) {
      return [];
    }
    const text = readFileSync(file, 'utf8');
    return text.includes('\0') ? [] : violations(path, text);
  });
}
