import { expect, type Page, test } from '@playwright/test';
import { call, callModel, gainAccess, reveal, signIn, visit } from './portal';

// Each test goes on where the one before stopped.
test.describe.configure({ mode: 'serial' });

const RESTRICTED = {
  id: 'mistral-3-bf16',
  title: 'Mistral Small 3 24B (BF16)',
};
const HELD = 'mistral-3-int4';
const CS = 'group:default/cs-department';
const BUSINESS = 'group:default/business-school';

interface Request {
  id: string;
  state: string;
  monthlyBudget?: string;
}

/** A page of each who takes part, which stays open: news arrive by themselves. */
let dana: Page;
let tom: Page;
let petra: Page;
/** A key of Dana's from before, for another model. */
let keyId = '';
let secret = '';

async function setVisibility(visibility: 'restricted' | null): Promise<void> {
  const path = `/api/maas/models/${RESTRICTED.id}`;
  const { body: terms } = await call<{ version: number }>(
    'petra',
    `${path}/terms`,
  );
  const changed = await call('petra', path, {
    method: 'PATCH',
    body: { version: terms.version, visibility },
  });
  expect(changed.status).toBe(200);
}

/** Opens the newest notification of this title and follows it. */
async function followNotice(page: Page, title: string | RegExp): Promise<void> {
  await visit(page, '/notifications');
  await page.getByRole('link', { name: title }).first().click();
}

/** Asks for access without a form. */
async function ask(persona: string, body: object): Promise<Request> {
  const asked = await call<Request>(persona, '/api/maas/access-requests', {
    method: 'POST',
    body: { plan: 'premium', newKey: false, ...body },
  });
  expect(asked.status).toBe(201);
  return asked.body;
}

/** Fills in what a template asks for beside its team and models, and sends it. */
async function sendTemplate(
  page: Page,
  fields: { plan: string; budget: string; why: string; send: string },
): Promise<void> {
  await page.getByRole('button', { name: 'Next' }).click();
  await page
    .getByRole('radio', { name: new RegExp(`^${fields.plan}`) })
    .check({ force: true });
  await page.getByLabel(/^Monthly budget/).fill(fields.budget);
  await page.getByLabel(/^(Purpose|Why\?)/).fill(fields.why);
  const newKey = page.getByRole('checkbox', { name: /Make a new API key/ });
  if (await newKey.isVisible()) {
    await newKey.uncheck();
  }
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: fields.send }).click();
  await page.getByRole('link', { name: 'Open your request' }).first().click();
  await expect(
    page.getByText('This request waits for a decision'),
  ).toBeVisible();
}

test.beforeAll(async ({ browser }) => {
  await setVisibility('restricted');
  keyId = await gainAccess('dana', {
    team: CS,
    models: [HELD],
    plan: 'free',
    purpose: 'Made before',
  });
  secret = await reveal('dana', keyId);
  const open = async (name: string) => {
    const page = await (await browser.newContext()).newPage();
    await signIn(page, name);
    return page;
  };
  [dana, tom, petra] = [
    await open('Dana'),
    await open('Tom'),
    await open('Petra'),
  ];
});

test.afterAll(async () => {
  await setVisibility(null);
  // The tests that follow ask as if for the first time.
  const { body } = await call<{
    items: Array<{ id: string; model: string; state: string }>;
  }>('petra', `/api/maas/grants?team=${CS}&limit=100`);
  for (const { id, model, state } of body.items) {
    if (state === 'active' && [HELD, RESTRICTED.id].includes(model)) {
      const revoked = await call('petra', `/api/maas/grants/${id}/revoke`, {
        method: 'POST',
        body: { reason: 'The test is over' },
      });
      expect(revoked.status).toBe(200);
    }
  }
});

test('Dana asks, Petra grants less, and the key that Dana has can call at once', async () => {
  expect(await callModel(secret, HELD)).toMatchObject({ status: 200 });
  const refused = await callModel(secret, RESTRICTED.id);
  expect(refused.status).toBeGreaterThanOrEqual(400);

  await visit(
    dana,
    `/create/templates/default/request-model-access?formData=${encodeURIComponent(
      JSON.stringify({ models: [`resource:maas/${RESTRICTED.id}`] }),
    )}`,
  );
  await expect(
    dana.getByRole('checkbox', {
      name: /Mistral Small 3 24B \(BF16\).*Restricted: its owner decides/,
    }),
  ).toBeChecked();
  await sendTemplate(dana, {
    plan: 'Premium',
    budget: '25.50',
    why: 'Thesis chatbot of the third year',
    send: 'Request access',
  });
  const requestPath = new URL(dana.url()).pathname;

  // Petra, on another page, hears of it, and what she hears leads there.
  await expect(
    petra.getByRole('link', { name: /Notifications/ }).getByText(/[0-9]/),
  ).toBeVisible();
  await followNotice(petra, /^dana asks for mistral-3-bf16/);
  await expect(petra).toHaveURL(new RegExp(`${requestPath}$`));
  await petra.getByRole('button', { name: 'Approve…' }).click();
  const dialog = petra.getByRole('dialog');
  await dialog.getByLabel(/^Monthly budget per model/).fill('30');
  await expect(dialog.getByText('More than was asked for.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Approve' })).toBeDisabled();
  await dialog.getByLabel(/^Monthly budget per model/).fill('10');
  expect(await callModel(secret, RESTRICTED.id)).toMatchObject(refused);
  const answered = petra.waitForResponse(/\/approve$/);
  await dialog.getByRole('button', { name: 'Approve' }).click();
  expect((await answered).status()).toBe(200);
  const begun = performance.now();
  await expect
    .poll(async () => (await callModel(secret, RESTRICTED.id)).status, {
      intervals: [20],
    })
    .toBe(200);
  test.info().annotations.push({
    type: 'from approval to the first answer',
    description: `${Math.round(performance.now() - begun)} ms`,
  });

  // Dana's page shows it without being touched, and she is told.
  await expect(dana.getByText('The team can use the models')).toBeVisible();
  await expect(dana.getByText('$10').first()).toBeVisible();
  await followNotice(dana, /^You have access: mistral-3-bf16/);
  await expect(dana).toHaveURL(new RegExp(`${requestPath}$`));
});

test('Petra asks back, Dana answers, is denied, and asks again', async () => {
  const { id } = await ask('dana', {
    team: CS,
    models: ['gpt-oss-20b'],
    purpose: 'Riddles for the open day',
  });
  const path = `/maas/requests/${id}`;
  await visit(dana, path);
  await visit(petra, path);
  await petra.getByRole('button', { name: 'Ask back…' }).click();
  await petra.getByRole('dialog').getByLabel('Question').fill('How many?');
  await petra.getByRole('dialog').getByRole('button', { name: 'Ask' }).click();

  await expect(
    dana.getByText('An answer is needed before this is decided'),
  ).toBeVisible();
  await dana.getByLabel('Your answer').fill('About two hundred');
  await dana.getByRole('button', { name: 'Send the answer' }).click();
  await expect(petra.getByText('About two hundred')).toBeVisible();

  await petra.getByRole('button', { name: 'Deny…' }).click();
  const deny = petra.getByRole('dialog').getByRole('button', { name: 'Deny' });
  await expect(deny).toBeDisabled();
  await petra
    .getByRole('dialog')
    .getByLabel('Reason')
    .fill('Say who looks after it');
  await deny.click();

  await expect(dana.getByText('This request was denied')).toBeVisible();
  await expect(dana.getByText('Say who looks after it').first()).toBeVisible();
  await followNotice(dana, /^Your request for gpt-oss-20b .* was denied/);
  await dana.getByRole('link', { name: 'Ask again' }).click();
  await expect(dana.getByRole('checkbox', { name: /GPT-OSS/i })).toBeChecked();
  await dana.getByRole('button', { name: 'Next' }).click();
  await expect(dana.getByLabel(/^Purpose/)).toHaveValue(
    'Riddles for the open day',
  );
  await dana
    .getByLabel(/^Purpose/)
    .fill('Riddles for the open day; Tom looks after it');
  await dana.getByRole('button', { name: 'Review' }).click();
  await dana.getByRole('button', { name: 'Request access' }).click();
  await dana.getByRole('link', { name: 'Open your request' }).first().click();
  await expect(
    dana.getByText('This request waits for a decision'),
  ).toBeVisible();

  const again = new URL(dana.url()).pathname;
  expect(again).not.toBe(path);
  await visit(petra, again);
  await petra.getByRole('button', { name: 'Approve…' }).click();
  await petra
    .getByRole('dialog')
    .getByRole('button', { name: 'Approve' })
    .click();
  await expect(dana.getByText('The team can use the models')).toBeVisible();
});

test("Tom decides about his team's budget, and neither sees nor decides Bea's", async () => {
  await gainAccess('bea', {
    team: BUSINESS,
    models: [HELD],
    plan: 'free',
    purpose: 'Case studies',
  });
  const bea = await ask('bea', {
    team: BUSINESS,
    models: [HELD],
    plan: 'free',
    monthlyBudget: '5000000000',
    purpose: 'A limit for the case studies',
  });

  await visit(dana, '/create/templates/default/change-plan');
  await dana
    .getByRole('checkbox', { name: /Mistral Small 3 24B \(INT4\)/ })
    .check({ force: true });
  await sendTemplate(dana, {
    plan: 'Free',
    budget: '40',
    why: 'More students than last year',
    send: 'Ask for it',
  });
  const path = new URL(dana.url()).pathname;

  await visit(tom, '/maas/requests?scope=to-decide');
  await expect(tom.getByText('1 request', { exact: true })).toBeVisible();
  await visit(tom, path);
  await tom.getByRole('button', { name: 'Approve…' }).click();
  await tom
    .getByRole('dialog')
    .getByRole('button', { name: 'Approve' })
    .click();
  await expect(dana.getByText('The team can use the models')).toBeVisible();
  await expect
    .poll(async () => (await callModel(secret, HELD)).status)
    .toBe(200);

  await visit(tom, `/maas/requests/${bea.id}`);
  await expect(tom.getByText('No such request, or not yours')).toBeVisible();
  for (const decision of ['approve', 'deny']) {
    const { status } = await call(
      'tom',
      `/api/maas/access-requests/${bea.id}/${decision}`,
      { method: 'POST', body: { reason: 'Mine now' } },
    );
    expect(status).toBe(404);
  }
  const denied = await call(
    'petra',
    `/api/maas/access-requests/${bea.id}/deny`,
    { method: 'POST', body: { reason: 'Ask with a number' } },
  );
  expect(denied.status).toBe(200);
});

test('of several requests at once, one that somebody else has decided is said to be left', async () => {
  const asked = [];
  for (const model of ['devstral-2', 'granite-8b-agent']) {
    asked.push(
      await ask('dana', {
        team: CS,
        models: [model],
        purpose: `Compares ${model}`,
      }),
    );
  }
  await visit(petra, '/maas/requests?scope=to-decide');
  const boxes = petra.getByRole('checkbox', { name: /^Choose the request/ });
  await expect(boxes).toHaveCount(2);
  for (const box of await boxes.all()) {
    await box.check({ force: true });
  }
  const bar = petra.getByLabel('Chosen requests');
  await expect(bar).toContainText('2 requests chosen');
  await bar.getByRole('button', { name: 'Approve…' }).click();
  const dialog = petra.getByRole('dialog');
  await expect(dialog.getByText('Approve 2 requests?')).toBeVisible();

  const denied = await call(
    'petra',
    `/api/maas/access-requests/${asked[0].id}/deny`,
    { method: 'POST', body: { reason: 'Not now' } },
  );
  expect(denied.status).toBe(200);
  await dialog.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(dialog.getByText('What became of them')).toBeVisible();
  await expect(
    dialog.getByText(/1 request could not be decided/),
  ).toBeVisible();
  await expect(dialog.getByText('Approved', { exact: true })).toHaveCount(1);
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(petra.getByText('Nothing waits for you')).toBeVisible();
});
