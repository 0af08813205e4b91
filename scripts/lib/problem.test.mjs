import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainToolFailure } from './problem.mjs';

const registry = 'https://registry.example.com/';
const cases = {
  'getaddrinfo ENOTFOUND registry.example.com': /cannot be reached/,
  'YN0001: RequestError: connect ECONNREFUSED 127.0.0.1:1': /cannot be reached/,
  'npm error code E404': /does not have what is needed/,
  'YN0035: Response Code: 404 (Not Found)': /does not have what is needed/,
  'npm error code E401': /asks for a sign-in/,
  'ENOSPC: no space left on device, write': /disk is full/,
  'RequestError: unable to get local issuer certificate': /not trusted/,
  'YN0028: The lockfile would have been modified': /does not fit/,
  'EACCES: permission denied, mkdir': /may not be written/,
};
for (const [output, sentence] of Object.entries(cases)) {
  test(`explains "${output}"`, () => {
    const problem = explainToolFailure('Could not do it', output, registry);
    assert.match(problem.message, /^Could not do it: /);
    assert.match(problem.message, sentence);
    assert.ok(problem.advice);
  });
}

test('shows the last lines of what it cannot explain', () => {
  const problem = explainToolFailure('Could not do it', 'one\ntwo', registry);
  assert.equal(problem.details, 'one\ntwo');
});
