import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { installationStamp, isInstalled } from './dependencies.mjs';

/** @type {string} */
let root;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'maas-stamp-'));
  mkdirSync(join(root, 'packages/one'), { recursive: true });
  mkdirSync(join(root, 'node_modules'));
  writeFileSync(
    join(root, 'package.json'),
    JSON.stringify({ workspaces: ['packages/*', 'plugins/*'] }),
  );
  writeFileSync(join(root, 'packages/one/package.json'), '{"name":"one"}');
  writeFileSync(join(root, 'yarn.lock'), 'a');
  writeFileSync(join(root, 'node_modules/.yarn-state.yml'), 's');
  writeFileSync(
    join(root, 'node_modules/.maas-install-stamp'),
    installationStamp('24.1.0', root) ?? '',
  );
});
afterEach(() => rmSync(root, { recursive: true }));

test('an installation stays valid for other versions of the same major', () => {
  assert.equal(isInstalled('24.1.0', root), true);
  assert.equal(isInstalled('24.9.3', root), true);
});

test('another major makes it invalid', () => {
  assert.equal(isInstalled('22.1.0', root), false);
});

const changes = {
  'the lock file': 'yarn.lock',
  'the manifest of a workspace': 'packages/one/package.json',
  'the settings of Yarn': '.yarnrc.yml',
  'what is installed': 'node_modules/.yarn-state.yml',
};
for (const [what, file] of Object.entries(changes)) {
  test(`a change of ${what} makes it invalid`, () => {
    writeFileSync(join(root, file), '{"changed":true}');
    assert.equal(isInstalled('24.1.0', root), false);
  });
}

test('a new workspace makes it invalid', () => {
  mkdirSync(join(root, 'plugins/two'), { recursive: true });
  writeFileSync(join(root, 'plugins/two/package.json'), '{}');
  assert.equal(isInstalled('24.1.0', root), false);
});

test('an interrupted installation is none', () => {
  rmSync(join(root, 'node_modules/.maas-install-stamp'));
  assert.equal(isInstalled('24.1.0', root), false);
});

test('without an installation there is nothing to stamp', () => {
  rmSync(join(root, 'node_modules'), { recursive: true });
  assert.equal(installationStamp('24.1.0', root), undefined);
  assert.equal(isInstalled('24.1.0', root), false);
});
