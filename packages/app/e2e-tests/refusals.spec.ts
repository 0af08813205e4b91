import { expect, test } from '@playwright/test';
import OpenAI, { RateLimitError } from 'openai';
import { gainAccess, GATEWAY_URL, reveal, signIn } from './portal';

const MODEL = 'mistral-3-int4';
/** Of the plan free, per minute. */
const LIMIT = 200;

/** Calls until the plan refuses. */
async function callTooMuch(apiKey: string): Promise<RateLimitError> {
  const client = new OpenAI({
    baseURL: `${GATEWAY_URL}/v1`,
    apiKey,
    maxRetries: 0,
  });
  for (let calls = 0; calls < 20; calls++) {
    try {
      await client.chat.completions.create({
        model: MODEL,
        max_tokens: 20,
        messages: [{ role: 'user', content: 'once more '.repeat(LIMIT) }],
      });
    } catch (error) {
      if (error instanceof RateLimitError) {
        return error;
      }
      throw error;
    }
  }
  throw new Error('The plan refused nothing');
}

test('a refused request is found by its id, with the limit and its numbers', async ({
  page,
  browser,
}) => {
  const keyId = await gainAccess('dana', {
    team: 'cs-department',
    models: [MODEL],
    plan: 'free',
    purpose: 'Asks too much',
  });
  const refused = await callTooMuch(await reveal('dana', keyId));
  const id = refused.requestID!;
  expect(refused.code).toBe('rate_limit_exceeded');

  await signIn(page, 'Dana');
  await page.goto('/maas/usage');
  const field = page.getByLabel('Find a request').getByRole('textbox');
  await field.fill('req_12345');
  await field.press('Enter');
  await expect(page.getByText('This is no request id')).toBeVisible();

  await field.fill(`x-request-id: ${id}`);
  await field.press('Enter');
  const found = page.getByRole('region', {
    name: 'What became of the request',
  });
  // The gateway tells of refusals a moment later.
  await expect(async () => {
    const again = found.getByRole('button', { name: 'Look again' });
    if (await again.isVisible()) {
      await again.click();
    }
    await expect(
      found.getByText('Refused: HTTP 429, rate_limit_exceeded'),
    ).toBeVisible({ timeout: 1000 });
  }).toPass();
  await expect(page).toHaveURL(new RegExp(`[?&]request=${id}$`));

  const fact = (label: string) =>
    found.locator('dt', { hasText: label }).locator('xpath=following::dd[1]');
  await expect(fact('Limit')).toHaveText('Tokens per minute');
  await expect(fact('At most')).toHaveText(String(LIMIT));
  const used = await fact('Used and reserved').innerText();
  expect(Number(used.replaceAll(',', ''))).toBeGreaterThanOrEqual(LIMIT);
  await expect(fact('Wanted')).toHaveText(/^[1-9][\d,]*$/);
  await expect(fact('Resets').locator('time')).toHaveAttribute(
    'datetime',
    /^2/,
  );
  await expect(fact('Key')).toHaveText('Asks too much');
  await expect(found.getByText('200 tokens per minute').first()).toBeVisible();
  await expect(
    found.getByRole('link', { name: 'Ask for a larger plan' }),
  ).toHaveAttribute('href', /request-model-access/);
  await expect(
    found.getByRole('link', { name: 'Open the key' }),
  ).toHaveAttribute('href', `/maas/keys/${keyId}`);

  // A call that was made is found from its line further down, which is there moments later.
  await page
    .getByRole('link', { name: /What became of the request/ })
    .first()
    .click();
  await expect(found.getByText('Made, and in the ledger')).toBeVisible();
  await expect(fact('Attempts')).toHaveText('1');
  await expect(found).toBeFocused();
  const made = new URL(page.url()).searchParams.get('request');

  // Another team learns nothing, not even that there were such requests.
  const bea = await (await browser.newContext()).newPage();
  await signIn(bea, 'Bea');
  await bea.goto(`/maas/usage?request=${id}`);
  const unknown = bea.getByText('No such request is known here');
  await expect(unknown).toBeVisible();
  const beasField = bea.getByLabel('Find a request').getByRole('textbox');
  await beasField.fill(made!);
  await beasField.press('Enter');
  await expect(bea).toHaveURL(new RegExp(`[?&]request=${made}$`));
  await expect(unknown).toBeVisible();
});
