import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import {
  call,
  dataDir,
  gainAccess,
  KEY,
  reveal,
  signIn,
  visit,
} from './portal';
import { scan } from './secretScan';

const CHANGING =
  /Approve|Deny|Ask back|Withdraw|Revoke|Suspend|Resume|Rotate|Edit|Stop|Reveal/;

test('Olga sees what everybody does, and changes nothing', async ({ page }) => {
  const keyId = await gainAccess('lea', {
    team: 'group:default/library',
    models: ['mistral-3-int4'],
    plan: 'free',
    purpose: 'Seen by Olga',
  });
  const { body: request } = await call<{ id: string }>(
    'lea',
    '/api/maas/access-requests',
    {
      method: 'POST',
      body: {
        team: 'group:default/library',
        models: ['devstral-2'],
        plan: 'premium',
        purpose: 'Waits while Olga looks',
      },
    },
  );
  const { body: grants } = await call<{ items: Array<{ id: string }> }>(
    'olga',
    '/api/maas/grants?team=group:default/library',
  );
  expect(grants.items).not.toHaveLength(0);

  await signIn(page, 'Olga');
  for (const [path, shows] of [
    ['/maas/requests?scope=all', 'Waits while Olga looks'],
    [`/maas/requests/${request.id}`, 'Waits while Olga looks'],
    ['/maas/keys?scope=all', 'Seen by Olga'],
    [`/maas/keys/${keyId}`, 'About this key'],
    ['/maas/audit', 'Export as CSV'],
  ]) {
    await visit(page, path);
    await expect(page.getByText(shows).first()).toBeVisible();
    await expect(page.getByRole('button', { name: CHANGING })).toHaveCount(0);
  }

  for (const [method, path, body] of [
    ['POST', `/access-requests/${request.id}/approve`, {}],
    ['POST', `/access-requests/${request.id}/deny`, { reason: 'No' }],
    ['POST', `/access-requests/${request.id}/comments`, { text: 'Hm' }],
    ['POST', `/keys/${keyId}/suspend`, {}],
    ['POST', `/keys/${keyId}/revoke`, {}],
    ['POST', `/keys/${keyId}/reveal`, undefined],
    ['PATCH', `/keys/${keyId}`, { name: 'Mine' }],
    ['POST', `/grants/${grants.items[0].id}/revoke`, { reason: 'No' }],
    ['POST', '/models/mistral-3-int4/stop', { reason: 'No' }],
  ] as const) {
    const refused = await call('olga', `/api/maas${path}`, { method, body });
    expect(refused.status, path).toBe(403);
  }
  const left = await call(
    'lea',
    `/api/maas/access-requests/${request.id}/withdraw`,
    {
      method: 'POST',
    },
  );
  expect(left.status).toBe(200);
});

test('the audit page tells who did what, with the values before and after', async ({
  page,
}) => {
  const { body: key } = await call<{ id: string }>('lea', '/api/maas/keys', {
    method: 'POST',
    body: { team: 'group:default/library', name: 'Before' },
  });
  const changed = await call('lea', `/api/maas/keys/${key.id}`, {
    method: 'PATCH',
    body: { name: 'Afterwards' },
  });
  expect(changed.status).toBe(200);

  await signIn(page, 'Petra');
  await visit(page, '/maas/audit');
  await page.getByLabel('Who', { exact: true }).fill('user:default/lea');
  await expect(page).toHaveURL(/actor=/);
  await page.getByLabel('On what', { exact: true }).fill(key.id);
  const table = page.getByRole('table', { name: /Entries of the audit log/ });
  await expect(table.getByRole('rowheader')).toHaveCount(2);
  await table
    .getByRole('row', { name: /Changed a key/ })
    .getByRole('button')
    .click();
  await expect(
    page
      .getByRole('table', { name: 'What was changed' })
      .getByRole('row', { name: 'name Before Afterwards' }),
  ).toBeVisible();

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export as CSV' }).click();
  const csv = readFileSync(await (await download).path(), 'utf8');
  expect(csv.trim().split('\n').length).toBeGreaterThanOrEqual(3);
  expect(csv).toContain('Afterwards');
});

test('the chain of the audit log is whole', async () => {
  const root = resolve(__dirname, '../../..');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['scripts/audit-verify.mjs', '--config', 'app-config.yaml'],
    { cwd: root, env: { ...process.env, MAAS_DATA_DIR: dataDir() } },
  );
  expect(stdout).toMatch(/^[1-9][0-9]* entries fit, from the first one on/);
  expect(stdout).toContain('Nothing is wrong.');
});

test('no secret is in what is kept, told or listed', async ({ page }) => {
  const secrets: string[] = [];
  for (const purpose of ['Scanned 1', 'Scanned 2']) {
    const id = await gainAccess('lea', {
      team: 'group:default/library',
      models: ['mistral-3-int4'],
      plan: 'free',
      purpose,
    });
    secrets.push(await reveal('lea', id));
  }
  const randoms = secrets.map(secret => secret.split('_')[2].slice(0, 43));
  expect(scan(dataDir(), ['Scanned 1']).hits).not.toEqual([]);
  expect(scan(dataDir(), [...secrets, ...randoms, KEY]).hits).toEqual([]);
  await signIn(page, 'Lea');
  const stored = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
  );
  expect(stored).not.toMatch(KEY);
});
