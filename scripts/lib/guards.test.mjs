import assert from 'node:assert/strict';
import { test } from 'node:test';
import { violations } from './guards.mjs';

// Put together here, so that this file passes the guard itself.
const home = ['', 'home', 'ada', 'project'].join('/');
const mac = ['', 'Users', 'ada', 'project'].join('/');

test('finds addresses in the lock file only', () => {
  const text = 'a\n  resolution: "https://registry.example.com/a.tgz"\n';
  assert.match(violations('yarn.lock', text)[0], /^yarn\.lock:2: /);
  assert.deepEqual(violations('README.md', text), []);
});

test('finds a registry in settings', () => {
  assert.equal(violations('.npmrc', 'registry=https://x.example').length, 1);
  assert.equal(
    violations('.yarnrc.yml', 'a: 1\nnpmRegistryServer: "https://x"').length,
    1,
  );
  assert.deepEqual(violations('.yarnrc.yml', 'nodeLinker: node-modules'), []);
});

test('finds paths of a machine', () => {
  assert.equal(violations('a.ts', `const a = '${home}/a';`).length, 1);
  assert.equal(violations('a.md', `${mac}/a`).length, 1);
});

test('lets addresses and examples pass', () => {
  assert.deepEqual(
    violations(
      'a.md',
      'https://example.com/home/ada/x /home/node/app src/Users/list.ts',
    ),
    [],
  );
});
