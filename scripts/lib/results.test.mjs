import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countPlaywright } from './browser.mjs';
import { countJest, countTap } from './testRunners.mjs';

test('counts a test file that could not run as a failure', () => {
  assert.deepEqual(
    countJest({
      numPassedTests: 5,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
      numRuntimeErrorTestSuites: 1,
    }),
    { passed: 5, failed: 2, skipped: 3 },
  );
});

test('counts browser tests', () => {
  assert.deepEqual(
    countPlaywright({ expected: 3, unexpected: 1, flaky: 1, skipped: 2 }),
    { passed: 4, failed: 1, skipped: 2 },
  );
});

test('counts what the test runner of Node reports', () => {
  assert.deepEqual(
    countTap([
      'TAP version 13',
      '# pass 1 of them was printed by a test',
      '# tests 7',
      '# pass 3',
      '# fail 1',
      '# cancelled 1',
      '# skipped 1',
      '# todo 1',
    ]),
    { passed: 3, failed: 2, skipped: 2 },
  );
});
