import { expect, type Page, test } from '@playwright/test';
import { call, signIn, visit } from './portal';

const WANTED = 'Granite 4 Small';

async function open(page: Page, name: string): Promise<Page> {
  await signIn(page, name);
  return page;
}

test('Dana asks for a new model, Bea joins, and both hear how it goes on', async ({
  browser,
}) => {
  const [dana, bea, petra] = await Promise.all(
    ['Dana', 'Bea', 'Petra'].map(async name =>
      open(await (await browser.newContext()).newPage(), name),
    ),
  );

  await visit(dana, '/maas/model-requests');
  await dana.getByRole('button', { name: 'Ask for a model' }).first().click();
  const form = dana.getByRole('dialog');
  // What is there already is offered first.
  await form.getByLabel('Id on Hugging Face').fill('mistralai/Mistral-Small');
  await expect(
    form.getByRole('link', { name: /Mistral Small/ }).first(),
  ).toBeVisible();
  await form
    .getByLabel('Id on Hugging Face')
    .fill('ibm-granite/granite-4.0-h-small');
  await form.getByLabel('Name', { exact: true }).fill(WANTED);
  await form.getByLabel('Why you need it').fill('It is good at tools');
  await form.getByLabel('What you will use it for').fill('An agent');
  await form.getByRole('button', { name: 'Ask for it' }).click();
  await expect(dana).toHaveURL(/\/maas\/model-requests\/[0-9a-f-]{36}$/);
  await expect(dana.getByText('Submitted', { exact: true })).toBeVisible();
  const path = new URL(dana.url()).pathname;

  await visit(bea, path);
  await bea.getByRole('button', { name: /^Me too/ }).click();
  await bea.getByRole('dialog').getByRole('button', { name: 'Join' }).click();
  await expect(bea.getByText('Wanted by 2 teams').first()).toBeVisible();

  await visit(petra, '/notifications');
  await petra
    .getByRole('link', { name: `“${WANTED}” is asked for` })
    .first()
    .click();
  await expect(petra).toHaveURL(new RegExp(`${path}$`));
  await petra.getByRole('button', { name: 'Approve', exact: true }).click();
  await petra
    .getByRole('dialog')
    .getByRole('button', { name: 'Approve' })
    .click();
  await expect(dana.getByText('Approved', { exact: true })).toBeVisible();
  for (const page of [dana, bea]) {
    await visit(page, '/notifications');
    await expect(
      page
        .getByRole('link', { name: `“${WANTED}” is approved and will be` })
        .first(),
    ).toBeVisible();
  }

  const { body } = await call<{ id: string }>(
    'dana',
    '/api/maas/model-requests',
    {
      method: 'POST',
      body: {
        model: 'giant-1t',
        title: 'Giant 1T',
        source: { kind: 'huggingface', uri: 'example/giant-1t' },
        team: 'group:default/cs-department',
        payer: 'group:default/cs-department',
        reason: 'It is large',
        expectedUse: 'To see how large',
      },
    },
  );
  await visit(petra, `/maas/model-requests/${body.id}`);
  await petra.getByRole('button', { name: 'Decline', exact: true }).click();
  const decline = petra.getByRole('dialog');
  await decline.getByLabel('Reason').fill('It fits on no GPU of ours');
  await decline.getByRole('button', { name: 'Decline' }).click();
  await visit(dana, '/notifications');
  await dana
    .getByRole('link', { name: '“Giant 1T” will not be offered' })
    .first()
    .click();
  await expect(
    dana.getByText('It fits on no GPU of ours').first(),
  ).toBeVisible();
});
