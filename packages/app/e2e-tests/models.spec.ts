import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { type Browser, expect, type Page, test } from '@playwright/test';
import OpenAI from 'openai';
import { call, gainAccess, GATEWAY_URL, reveal, signIn, visit } from './portal';

const run = promisify(execFile);

/** The titles of the models on the page, in their order. */
function titles(page: Page) {
  return page.getByRole('listitem').getByRole('heading', { level: 3 });
}

test('Dana finds the cheapest model for her agent, compares it, and runs its snippets as they are', async ({
  page,
  context,
}, testInfo) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const keyId = await gainAccess('dana', {
    team: 'cs-department',
    models: ['mistral-3-int4'],
    plan: 'enterprise',
    purpose: 'Runs snippets',
  });
  const env = {
    ...process.env,
    OPENAI_API_KEY: await reveal('dana', keyId),
  };

  // Tools, 16k tokens at least, cheapest first, and of those one that works now.
  await signIn(page, 'Dana');
  const filters = page.getByRole('complementary', { name: 'Filters' });
  const capabilities = filters.getByRole('group', { name: 'Can do' });
  await capabilities.getByText('tools').click();
  await filters.getByRole('button', { name: /Context/ }).click();
  await page.getByRole('option', { name: 'At least 16,000 tokens' }).click();
  await page.getByRole('button', { name: /Sort/ }).click();
  await page.getByRole('option', { name: 'Cheapest input' }).click();
  await expect(titles(page).first()).toHaveText('Granite 3.1 8B Agent');
  await filters
    .getByRole('group', { name: 'Works now' })
    .getByText('Ready')
    .click();
  await expect(titles(page)).toHaveText([
    'Mistral Small 3 24B (INT4)',
    'Mistral Small 3 24B (BF16)',
  ]);
  const { searchParams } = new URL(page.url());
  expect(Object.fromEntries(searchParams)).toEqual({
    capability: 'tools',
    minContext: '16000',
    sort: 'inputPrice',
    state: 'ready',
  });

  // Side by side with the other one.
  for (const title of await titles(page).allTextContents()) {
    await page
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { name: title }) })
      .getByText('Compare', { exact: true })
      .click();
  }
  await page.getByRole('button', { name: 'Compare 2 models' }).click();
  const comparison = page.getByRole('dialog', { name: 'Compare models' });
  const input = comparison.getByRole('row', { name: /^Input/ });
  await expect(input.getByRole('cell')).toHaveText([/^\$0\.05/, /^\$0\.20/]);
  await expect(input.getByRole('cell').first()).toContainText('Cheapest');
  await comparison.getByRole('link', { name: /INT4/ }).first().click();

  // Its page, and from there what calls it.
  await expect(page).toHaveURL(/catalog\/maas\/resource\/mistral-3-int4/);
  await page.getByRole('link', { name: 'AI model', exact: true }).click();
  const copy = async (language: string) => {
    await page.getByRole('tab', { name: language }).click();
    await page.getByRole('button', { name: 'Copy the example' }).click();
    await expect(
      page.getByRole('status').filter({ hasText: 'Copied' }),
    ).toBeAttached();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  const curl = await run('bash', ['-c', await copy('curl')], { env });
  const answer: OpenAI.ChatCompletion = JSON.parse(curl.stdout);
  expect(answer.choices[0].message.content).toMatch(/\w/);

  const program = testInfo.outputPath('call.mjs');
  await writeFile(program, await copy('Node.js'));
  const node = await run(process.execPath, [program], { env });
  expect(node.stdout).toMatch(/\w/);

  const python = await copy('Python');
  expect(python).toContain(`base_url="${GATEWAY_URL}/v1"`);
  expect(python).toContain('model="mistral-3-int4"');
});

/** A key of Bea's team, as a program uses it. */
async function beasClient(model: string): Promise<OpenAI> {
  const keyId = await gainAccess('bea', {
    team: 'business-school',
    models: [model],
    plan: 'enterprise',
    purpose: `Case studies with ${model}`,
  });
  return new OpenAI({
    baseURL: `${GATEWAY_URL}/v1`,
    apiKey: await reveal('bea', keyId),
    maxRetries: 0,
  });
}

/** Calls a model for next to nothing. */
function say(client: OpenAI, model: string) {
  return client.chat.completions.create({
    model,
    max_tokens: 1,
    messages: [{ role: 'user', content: 'Hi' }],
  });
}

test('Bea sees a restricted model, cannot call it, and can ask for it', async ({
  page,
}) => {
  const client = await beasClient('mistral-3-int4');
  await expect(say(client, 'gpt-oss-20b')).rejects.toMatchObject({
    status: 403,
    code: 'model_access_required',
    message: expect.stringContaining('/create/templates/'),
  });

  await signIn(page, 'Bea');
  const card = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: 'gpt-oss 20B' }) });
  await expect(card.getByRole('img', { name: 'Restricted' })).toBeVisible();
  await expect(card.getByRole('link', { name: /playground/ })).toHaveCount(0);
  await card.getByRole('link', { name: 'gpt-oss 20B', exact: true }).click();
  await page.getByRole('link', { name: 'AI model', exact: true }).click();
  await expect(page.getByText('This model is restricted:')).toBeVisible();
  await expect(
    page.getByText('None of your teams has access yet'),
  ).toBeVisible();

  await visit(page, '/maas/playground?model=gpt-oss-20b');
  await expect(
    page.getByText('Your team cannot call this model'),
  ).toBeVisible();
  await page.getByRole('link', { name: 'Request access' }).click();
  await expect(
    page.getByRole('heading', { name: 'Request access to a model' }),
  ).toBeVisible();
  await expect(page.getByText(/gpt-oss/).first()).toBeVisible();
});

const HIDDEN = { id: 'mistral-3-bf16', title: 'Mistral Small 3 24B (BF16)' };

/** Brings the search up to date, which otherwise happens every few minutes. */
async function indexAnew(): Promise<void> {
  for (const task of ['search_index_ai_model', 'search_index_software_catalog'])
    await call(
      'petra',
      `/api/search/.backstage/scheduler/v1/tasks/${task}/trigger`,
      { method: 'POST' },
    );
}

/** Where Bea and her programs come across the model. */
async function placesOf(client: OpenAI) {
  await indexAnew();
  const { id, title } = HIDDEN;
  const list = await call<{ items: Array<{ id: string }> }>(
    'bea',
    `/api/maas/models?search=${id}`,
  );
  const one = await call<unknown>('bea', `/api/maas/models/${id}`);
  const entity = await call<unknown>(
    'bea',
    `/api/catalog/entities/by-name/resource/maas/${id}`,
  );
  const found = await call<unknown>(
    'bea',
    `/api/search/query?term=${encodeURIComponent(title)}`,
  );
  const { data: offered } = await client.models.list();
  const refusal = await say(client, id).catch(error => error);
  return {
    list: list.body.items.some(model => model.id === id),
    model: one.status,
    catalog: entity.status,
    search: JSON.stringify(found.body).includes(id),
    offered: offered.some(model => model.id === id),
    call: refusal.code,
  };
}

const SHOWN = {
  list: true,
  model: 200,
  catalog: 200,
  search: true,
  offered: false,
  call: 'model_access_required',
};

const NOWHERE = {
  list: false,
  model: 404,
  catalog: 404,
  search: false,
  offered: false,
  // As any name that means nothing.
  call: 'model_not_found',
};

/** Petra, on her own screen, where she finds the model hidden or not. */
async function openTerms(petra: Page, hidden: boolean) {
  await visit(
    petra,
    `/maas/models?q=${HIDDEN.id}${hidden ? '&hidden=true' : ''}`,
  );
  const card = petra
    .getByRole('listitem')
    .filter({ has: petra.getByRole('heading', { name: HIDDEN.title }) });
  if (!hidden) {
    await card.getByRole('link', { name: HIDDEN.title, exact: true }).click();
  }
  const place = hidden ? card : petra;
  await place.getByRole('button', { name: 'Edit terms' }).click();
  return petra.getByRole('dialog', { name: `Terms of ${HIDDEN.title}` });
}

async function petraSignsIn(browser: Browser): Promise<Page> {
  const petra = await (await browser.newContext()).newPage();
  await signIn(petra, 'Petra');
  return petra;
}

test('a model that Petra hides is nowhere for Bea until it is shown again', async ({
  page,
  browser,
}) => {
  const client = await beasClient('mistral-3-int4');
  const where = () => placesOf(client);
  await expect.poll(where).toEqual(SHOWN);
  await signIn(page, 'Bea');
  await expect(titles(page).filter({ hasText: 'BF16' })).toHaveCount(1);

  const petra = await petraSignsIn(browser);
  const terms = await openTerms(petra, false);
  await terms.getByText(/^Hidden/).click();
  await terms
    .getByLabel('Reason', { exact: true })
    .fill('Its licence is being looked at');
  await terms.getByRole('button', { name: 'Save the terms' }).click();
  await expect(terms).toBeHidden();

  try {
    await expect.poll(where).toEqual(NOWHERE);
    // The page that Bea has open, and one that she had noted down.
    await visit(page, '/maas/models?q=mistral-3');
    await expect(titles(page)).toHaveText(['Mistral Small 3 24B (INT4)']);
    await visit(page, `/catalog/maas/resource/${HIDDEN.id}`);
    await expect(page.getByText(/not found/i).first()).toBeVisible();
  } finally {
    const again = await openTerms(petra, true);
    await again
      .getByRole('button', { name: 'Reset to source: Visibility' })
      .click();
    await again.getByRole('button', { name: 'Save the terms' }).click();
    await expect(again).toBeHidden();
  }
  await expect.poll(where).toEqual(SHOWN);
});
