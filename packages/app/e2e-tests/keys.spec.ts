import { expect, type Page, test } from '@playwright/test';
import { call, callModel, gainAccess, KEY, signIn, visit } from './portal';

// Each test goes on where the one before stopped.
test.describe.configure({ mode: 'serial' });

const MODEL = 'mistral-3-int4';
const TEAM = 'group:default/business-school';

let bea: Page;
let petra: Page;
let keyId = '';
let secret = '';

/** Waits until the gateway answers so. */
async function expectCall(answer: Record<string, unknown>): Promise<void> {
  await expect
    .poll(() => callModel(secret, MODEL), { intervals: [50] })
    .toMatchObject(answer);
}

/** Opens a dialog, fills it in, and sends it. */
async function confirm(
  page: Page,
  opener: string,
  sender: string,
  fields: Record<string, string> = {},
): Promise<void> {
  await page.getByRole('button', { name: opener, exact: true }).first().click();
  const dialog = page.getByRole('dialog');
  for (const [label, value] of Object.entries(fields)) {
    await dialog.getByLabel(label).first().fill(value);
  }
  await dialog.getByRole('button', { name: sender, exact: true }).click();
  await expect(dialog).toBeHidden();
}

async function takeSecret(page: Page): Promise<string> {
  const shown = page.getByLabel('API key', { exact: true });
  await expect(shown).toHaveText(KEY);
  const taken = await shown.innerText();
  await page.getByRole('button', { name: 'I have stored it' }).click();
  return taken;
}

test.beforeAll(async ({ browser }) => {
  keyId = await gainAccess('bea', {
    team: TEAM,
    models: [MODEL],
    plan: 'premium',
    purpose: 'Rotated and suspended',
  });
  bea = await (await browser.newContext()).newPage();
  petra = await (await browser.newContext()).newPage();
  await signIn(bea, 'Bea');
  await signIn(petra, 'Petra');
});

test('after a rotation both secrets work for a while', async () => {
  await visit(bea, `/maas/keys/${keyId}`);
  await bea.getByRole('button', { name: 'Reveal key' }).click();
  const before = await takeSecret(bea);
  await confirm(bea, 'Rotate…', 'Make a new secret');
  secret = await takeSecret(bea);
  expect(secret).not.toBe(before);
  await expectCall({ status: 200 });
  expect(await callModel(before, MODEL)).toMatchObject({ status: 200 });
});

test('a suspended key is refused until it is resumed', async () => {
  await confirm(bea, 'Suspend…', 'Suspend', { Reason: 'On a lost laptop' });
  await expectCall({ status: 401, code: 'api_key_suspended' });
  await expect(bea.getByText('This key is suspended')).toBeVisible();
  await expect(bea.getByText('Reason: On a lost laptop')).toBeVisible();
  await confirm(bea, 'Resume…', 'Resume');
  await expectCall({ status: 200 });
});

test('a key can be held to some addresses', async () => {
  const field = 'Only from these addresses';
  await confirm(bea, 'Edit…', 'Save', { [field]: '192.0.2.0/24' });
  await expectCall({ status: 403 });
  await confirm(bea, 'Edit…', 'Save', { [field]: '127.0.0.0/8\n::1' });
  await expectCall({ status: 200 });
});

test('Petra stops a model for everybody, and lets it be called again', async () => {
  await visit(petra, `/catalog/maas/resource/${MODEL}`);
  await confirm(petra, 'Stop…', 'Stop it for everybody', {
    Reason: 'It answers nonsense',
    [`Write ${MODEL} to confirm`]: MODEL,
  });
  await expect
    .poll(async () => (await callModel(secret, MODEL)).message)
    .toContain('It answers nonsense');
  await expect(
    petra.getByText('This model is stopped for everybody').first(),
  ).toBeVisible();
  await confirm(petra, 'Resume…', 'Resume');
  await expectCall({ status: 200 });
});

test('many keys are revoked at once, after what would happen is shown', async () => {
  for (const name of ['Left over 1', 'Left over 2']) {
    const made = await call('bea', '/api/maas/keys', {
      method: 'POST',
      body: { team: TEAM, name },
    });
    expect(made.status).toBe(201);
  }
  await visit(bea, '/maas/keys?q=Left+over');
  await expect(bea.getByText('2 keys', { exact: true })).toBeVisible();
  await bea
    .getByRole('checkbox', { name: 'Select all' })
    .check({ force: true });
  await bea.getByRole('button', { name: 'Revoke…' }).click();
  const dialog = bea.getByRole('dialog');
  await expect(dialog.getByText('2 keys would be revoked')).toBeVisible();
  await dialog.getByRole('button', { name: 'Revoke 2 keys for good' }).click();
  await expect(dialog.getByText('2 keys are revoked')).toBeVisible();
  const { body } = await call<{ items: Array<{ state: string }> }>(
    'bea',
    '/api/maas/keys?search=Left+over',
  );
  expect(body.items.map(({ state }) => state)).toEqual(['revoked', 'revoked']);
  // Those that were not chosen go on.
  await expectCall({ status: 200 });
});
