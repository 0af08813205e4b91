import { expect, test } from '@playwright/test';
import { call, dataDir, KEY, signIn } from './portal';
import { scan } from './secretScan';

// Each test goes on where the one before stopped.
test.describe.configure({ mode: 'serial' });

let keyPath = '';
let secret = '';

test('Dana finds a model in the catalog, asks for it and reveals its key once', async ({
  page,
}) => {
  const visited: string[] = [];
  const consoleTexts: string[] = [];
  page.on('framenavigated', frame => visited.push(frame.url()));
  page.on('console', message => consoleTexts.push(message.text()));

  await signIn(page, 'Dana');

  // The model in the catalog, its card and its relations.
  await page.goto(
    '/catalog?filters[kind]=resource&filters[type]=ai-model&filters[user]=all',
  );
  await page.getByRole('link', { name: 'Mistral Small 3 24B (INT4)' }).click();
  await expect(page).toHaveURL(/catalog\/maas\/resource\/mistral-3-int4/);
  await expect(page.getByText('Simulated').first()).toBeVisible();
  await page
    .getByRole('link', { name: /Request access/ })
    .first()
    .click();

  // The template, with the model filled in.
  await expect(
    page.getByRole('heading', { name: 'Request access to a model' }),
  ).toBeVisible();
  // Dana is in one team, so there is nothing to choose.
  await expect(page.getByRole('button', { name: /Team/ })).toContainText(
    'Computer Science',
  );
  await expect(
    page.getByRole('checkbox', { name: /Mistral Small 3 24B \(INT4\)/ }),
  ).toBeChecked();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('radio', { name: /^Free/ }).check({ force: true });
  await page.getByLabel(/^Purpose/).fill('Intro course: explains exercises');
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Request access' }).click();

  // Its result reveals the key, and leads to it; the task holds no secret.
  const link = page.getByRole('link', { name: 'Open your API key' });
  await expect(link).toHaveAttribute('href', /\/maas\/keys\/[0-9a-f-]{36}$/);
  keyPath = (await link.getAttribute('href')) ?? '';
  await expect(page.getByText(KEY)).toHaveCount(0);

  await page.getByRole('button', { name: 'Reveal key' }).click();
  await expect(page.getByText('Your key: store it now')).toBeVisible();
  secret = await page.getByLabel('API key', { exact: true }).innerText();
  expect(secret).toMatch(KEY);

  // Once hidden, or on another visit, it is gone.
  await page.getByRole('button', { name: 'I have stored it' }).click();
  await expect(page.locator('body')).not.toContainText(secret);
  await link.click();
  await expect(page.getByText('This key has been revealed')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Reveal key' })).toHaveCount(0);
  await expect(page.locator('body')).not.toContainText(secret);
  for (const [language, word] of [
    ['Python', 'from openai import OpenAI'],
    ['Node.js', "import OpenAI from 'openai'"],
    ['curl', '/v1/chat/completions'],
  ]) {
    await page.getByRole('tab', { name: language }).click();
    await expect(page.getByRole('tabpanel')).toContainText(word);
  }

  const stored = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
  );
  expect(stored).not.toContain(secret);
  expect(visited.join('\n')).not.toContain('maas_');
  expect(consoleTexts.join('\n')).not.toMatch(KEY);
});

test('a second reveal is refused', async () => {
  const id = keyPath.split('/').pop();
  const { status, body } = await call<{ error: { message: string } }>(
    'dana',
    `/api/maas/keys/${id}/reveal`,
    { method: 'POST' },
  );
  expect(status).toBe(409);
  expect(body.error.message).toContain('revealed before');
});

test("Tom, of the same team, sees Dana's new key and cannot reveal it", async ({
  page,
}) => {
  const { status, body: key } = await call<{ id: string }>(
    'dana',
    '/api/maas/keys',
    { method: 'POST', body: { team: 'cs-department', name: 'Second key' } },
  );
  expect(status).toBe(201);

  await signIn(page, 'Tom');
  await page.goto(`/maas/keys/${key.id}`);
  await expect(page.getByText(/Only .+ can reveal this key/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Reveal key' })).toHaveCount(0);
  const path = `/api/maas/keys/${key.id}`;
  expect(await call('tom', `${path}/reveal`, { method: 'POST' })).toMatchObject(
    { status: 403 },
  );

  // That took nothing from Dana.
  expect(await call('dana', path)).toMatchObject({
    body: { state: 'unrevealed', permissions: { reveal: true } },
  });
});

test('Bea, of another team, sees neither the key nor that there is one', async ({
  page,
}) => {
  await signIn(page, 'Bea');
  await page.goto('/maas/keys');
  await page.getByText('All I may see').click();
  await expect(
    page.getByText('There are no keys that you may see'),
  ).toBeVisible();
  await page.goto(keyPath);
  await expect(page.getByText('No such key, or not yours')).toBeVisible();
});

test('a plan that needs approval waits, and Petra lets it through', async ({
  browser,
}) => {
  const { body: request } = await call<{ id: string; keyId: string }>(
    'dana',
    '/api/maas/access-requests',
    {
      method: 'POST',
      body: {
        team: 'cs-department',
        models: ['gpt-oss-20b'],
        plan: 'premium',
        purpose: 'Thesis chatbot',
      },
    },
  );
  const dana = await (await browser.newContext()).newPage();
  await signIn(dana, 'Dana');
  await dana.goto(`/maas/keys/${request.keyId}`);
  await expect(dana.getByText('This key waits for a decision')).toBeVisible();

  const petra = await (await browser.newContext()).newPage();
  await signIn(petra, 'Petra');
  await petra.goto('/maas/requests');
  await petra.getByText('To decide').click();
  await petra.locator(`a[href$="/maas/requests/${request.id}"]`).click();
  await expect(petra.getByText('Thesis chatbot')).toBeVisible();
  await petra.getByRole('button', { name: 'Approve…' }).click();
  await petra
    .getByRole('dialog')
    .getByRole('button', { name: 'Approve' })
    .click();
  await expect(petra.getByText('Approved', { exact: true })).toBeVisible();

  await dana.reload();
  await expect(dana.getByRole('button', { name: 'Reveal key' })).toBeVisible();
});

test('the secret is in no log, database, task or event', async () => {
  expect(secret).toMatch(KEY);
  const [, id, rest] = secret.split('_');
  const random = rest.slice(0, 43);

  // What is there can be found: the purpose of the request is in the database.
  const found = scan(dataDir(), ['Intro course: explains exercises']);
  expect(found.hits).not.toEqual([]);
  const { hits, files, bytes } = scan(dataDir(), [secret, random]);
  expect(files).toBeGreaterThan(5);
  expect(bytes).toBeGreaterThan(100_000);
  expect(hits).toEqual([]);

  const { body: tasks } = await call<{ tasks: Array<{ id: string }> }>(
    'dana',
    '/api/scaffolder/v2/tasks',
  );
  expect(tasks.tasks).not.toHaveLength(0);
  for (const task of tasks.tasks) {
    const { body } = await call<unknown>(
      'dana',
      `/api/scaffolder/v2/tasks/${task.id}`,
    );
    const { body: events } = await call<unknown>(
      'dana',
      `/api/scaffolder/v2/tasks/${task.id}/events`,
    );
    expect(JSON.stringify(events)).toContain('completed');
    const all = JSON.stringify([body, events]);
    expect(all).not.toMatch(KEY);
    expect(all).not.toContain(id + random);
  }
});
