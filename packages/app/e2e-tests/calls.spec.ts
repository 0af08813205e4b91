import { expect, test } from '@playwright/test';
import OpenAI from 'openai';
import {
  BACKEND_URL,
  call,
  dataDir,
  gainAccess,
  GATEWAY_URL,
  signIn,
} from './portal';
import { scan } from './secretScan';

const MODEL = 'mistral-3-int4';
const PROMPT = 'What does a zyzzyva eat for breakfast?';
/** In tenths of a billionth of a dollar per token, as examples/models.yaml says. */
const PRICES = { input: 500n, cached: 125n, output: 1500n };

/** As the portal writes it, with every digit, halves rounded to the even one. */
function dollars(tenths: bigint): string {
  const nanos =
    tenths / 10n +
    (tenths % 10n > 5n || (tenths % 10n === 5n && (tenths / 10n) % 2n === 1n)
      ? 1n
      : 0n);
  const digits = (nanos % 1_000_000_000n).toString().padStart(9, '0');
  return `$${nanos / 1_000_000_000n}.${digits.replace(/0+$/, '')}`;
}

test('a revealed key calls models, and the portal shows what that used and cost', async ({
  page,
  browser,
}) => {
  const id = await gainAccess('lea', {
    team: 'library',
    models: [MODEL],
    plan: 'free',
    purpose: 'Called from a program',
  });
  await signIn(page, 'Lea');
  await page.goto(`/maas/keys/${id}`);
  await expect(page.getByText('never used')).toBeVisible();
  await page.getByRole('button', { name: 'Reveal key' }).click();
  const apiKey = await page.getByLabel('API key', { exact: true }).innerText();
  const client = new OpenAI({
    baseURL: `${GATEWAY_URL}/v1`,
    apiKey,
    maxRetries: 0,
  });

  // The page is open before there is anything to see.
  await page.goto(`/maas/usage?key=${id}`);
  await expect(page.getByText('Nothing of this kind was used')).toBeVisible();

  const { data: models } = await client.models.list();
  expect(models.map(model => model.id)).toContain(MODEL);
  const ask = {
    model: MODEL,
    max_tokens: 20,
    messages: [{ role: 'user' as const, content: PROMPT }],
  };
  const answer = await client.chat.completions.create(ask);
  expect(answer.choices[0].message.content).toMatch(/\w/);
  const stream = await client.chat.completions.create({
    ...ask,
    stream: true,
    stream_options: { include_usage: true },
  });
  let streamed = '';
  let streamUsage: OpenAI.CompletionUsage | undefined;
  for await (const chunk of stream) {
    streamed += chunk.choices[0]?.delta.content ?? '';
    streamUsage = chunk.usage ?? streamUsage;
  }
  expect(streamed).toMatch(/\w/);

  // To the token and to the billionth, as the model server reported it.
  const reported = [answer.usage!, streamUsage!];
  const sum = (read: (usage: OpenAI.CompletionUsage) => number) =>
    BigInt(reported.reduce((all, usage) => all + read(usage), 0));
  const input = sum(usage => usage.prompt_tokens);
  const cached = sum(usage => usage.prompt_tokens_details?.cached_tokens ?? 0);
  const output = sum(usage => usage.completion_tokens);
  const nanos =
    (input - cached) * PRICES.input +
    cached * PRICES.cached +
    output * PRICES.output;
  await expect(page.getByText(`${input} input`)).toBeVisible();
  await expect(page.getByText(`${output} output`)).toBeVisible();
  await expect(page.getByTitle(dollars(nanos)).first()).toBeVisible();
  await expect(page.getByText('Completed', { exact: true })).toHaveCount(2);

  await page.goto(`/maas/keys/${id}`);
  await expect(page.getByText('See its usage')).toBeVisible();
  await expect(page.getByText('never used')).toHaveCount(0);

  // Another team sees nothing of it.
  const bea = await (await browser.newContext()).newPage();
  await signIn(bea, 'Bea');
  await bea.goto('/maas/usage');
  await expect(bea.getByText('Nothing was used in this time')).toBeVisible();

  // What is refused says why, and once the key is revoked nothing works any more.
  await expect(
    client.chat.completions.create({ ...ask, model: 'gpt-oss-20b' }),
  ).rejects.toMatchObject({
    status: 403,
    code: 'model_access_required',
    message: expect.stringContaining('/create/templates/'),
  });
  await page.getByRole('button', { name: 'Revoke…' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: 'Revoke for good' })
    .click();
  await expect(page.getByText('This key was revoked')).toBeVisible();
  await expect(async () => {
    await expect(client.models.list()).rejects.toMatchObject({
      status: 401,
      code: 'api_key_revoked',
    });
  }).toPass();

  // Neither the key nor what was said is kept anywhere.
  expect(scan(dataDir(), [id]).hits).not.toEqual([]);
  expect(scan(dataDir(), [apiKey, PROMPT, streamed]).hits).toEqual([]);
});

test('the gateway takes no other credentials', async () => {
  const client = new OpenAI({
    baseURL: `${GATEWAY_URL}/v1`,
    apiKey: 'sk-of-another-service',
    maxRetries: 0,
  });
  await expect(client.models.list()).rejects.toBeInstanceOf(
    OpenAI.AuthenticationError,
  );
  // What only gateways may ask, people may not, not even administrators.
  const policy = await call('petra', '/api/maas/gateway/policy');
  expect(policy.status).toBe(403);
  const key = await call('petra', '/api/maas/gateway/keys/resolve', {
    method: 'POST',
    body: { hash: '0'.repeat(64) },
  });
  expect(key.status).toBe(403);
  const anonymous = await fetch(`${BACKEND_URL}/api/maas/gateway/policy`);
  expect(anonymous.status).toBe(401);
});
