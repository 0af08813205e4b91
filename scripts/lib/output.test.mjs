import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLineFilter, shortenLine } from './output.mjs';

const at = '2026-11-21T08:00:00.000Z';

/** @param {string[]} lines */
const shown = lines => lines.filter(createLineFilter());

test('shows warnings and errors of the backend, not its information', () => {
  const warning = `${at} catalog warn file does not exist`;
  const error = `${at} maas error Request failed`;
  assert.deepEqual(
    shown([`${at} auth info Configuring "error" provider`, warning, error]),
    [warning, error],
  );
});

test('shows a stack trace with its error only', () => {
  const trace = '    at somewhere (file.ts:1:2)';
  assert.deepEqual(shown([`${at} a error Broken`, trace]).length, 2);
  assert.deepEqual(shown([`${at} a info Fine`, trace]), []);
});

test('shows steps of the life', () => {
  const lines = [
    `${at} backstage info Plugin initialization complete, newly initialized: 'maas'`,
    'Rspack compiled successfully',
  ];
  assert.deepEqual(shown(lines), lines);
});

test('hides warnings that are as they should be', () => {
  assert.deepEqual(
    shown([
      `${at} search warn Postgres search engine is not supported, skipping`,
      '(node:1) [DEP0040] DeprecationWarning: The punycode module is deprecated.',
    ]),
    [],
  );
});

test('shows trouble of programs without a log format', () => {
  assert.equal(shown(['ERROR in ./src/App.tsx']).length, 1);
  assert.equal(shown(['Error: listen EADDRINUSE']).length, 1);
  assert.equal(shown(['Loopback: http://localhost:3000/']).length, 0);
});

test('cuts what only a log file needs', () => {
  assert.equal(
    shortenLine(`${at} maas error Broken type="errorHandler" stack="Error"`),
    `${at} maas error Broken`,
  );
  assert.equal(shortenLine('x'.repeat(400)).length, 300);
});
