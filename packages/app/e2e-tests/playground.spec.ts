import { expect, type Page, test } from '@playwright/test';
import {
  BACKEND_URL,
  call,
  dataDir,
  gainAccess,
  KEY,
  signIn,
  tokenOf,
  visit,
} from './portal';
import { scan } from './secretScan';

const TEAM = 'group:default/cs-department';
const FIRST = { id: 'mistral-3-int4', title: 'Mistral Small 3 24B (INT4)' };
const SECOND = { id: 'mistral-3-bf16', title: 'Mistral Small 3 24B (BF16)' };
const PROMPT = 'Why did the quokka cross the zyzzyva?';

/** All that the browser is given by the portal's backend. */
function listen(page: Page): Promise<string>[] {
  const received: Promise<string>[] = [];
  page.on('response', response => {
    if (['fetch', 'xhr'].includes(response.request().resourceType())) {
      // What was stopped has no text.
      received.push(response.text().catch(() => ''));
    }
  });
  return received;
}

/** The model answers without an end, until the returned function is called. */
async function talkWithoutEnd(page: Page, model: string) {
  const url = /\/api\/maas-gateway\/v1\/chat\/completions$/;
  await page.route(url, route => {
    const body = route.request().postDataJSON();
    return route.continue(
      body.model === model
        ? { postData: { ...body, ignore_eos: true, max_tokens: 2000 } }
        : {},
    );
  });
  return () => page.unroute(url);
}

/** What the ledger says of a call, as far as it matters here. */
interface LedgerEntry {
  team: string;
  maker: string;
  key: string;
  plan: string;
  model: string;
  endState: string;
  tokens: { output: number };
  /** In billionths. */
  cost: string;
}

async function callsOfTheTeam(since: string): Promise<LedgerEntry[]> {
  const { status, body } = await call<{ items: LedgerEntry[] }>(
    'dana',
    `/api/maas/usage/events?from=${since}&team=${TEAM}`,
  );
  expect(status).toBe(200);
  return body.items;
}

/** A streamed answer with its headers, which a browser's tools do not keep. */
async function answerToAScript(): Promise<string> {
  const response = await fetch(
    `${BACKEND_URL}/api/maas-gateway/v1/chat/completions`,
    {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await tokenOf('dana')}`,
        'content-type': 'application/json',
        'x-maas-team': TEAM,
      },
      body: JSON.stringify({
        model: FIRST.id,
        stream: true,
        max_tokens: 5,
        messages: [{ role: 'user', content: 'Hi' }],
      }),
    },
  );
  expect(response.status).toBe(200);
  const headers = JSON.stringify([...response.headers]);
  return `${headers}\n${await response.text()}`;
}

test('Dana chats with two models side by side, billed to her team, and no key leaves the gateway', async ({
  page,
}) => {
  await gainAccess('dana', {
    team: 'cs-department',
    models: [FIRST.id, SECOND.id],
    plan: 'enterprise',
    purpose: 'Tries things out',
  });
  const since = new Date().toISOString();
  const received = listen(page);
  const consoleTexts: string[] = [];
  page.on('console', message => consoleTexts.push(message.text()));

  await signIn(page, 'Dana');
  await visit(page, `/maas/playground?model=${FIRST.id}`);
  await page.getByRole('button', { name: /Add a model/ }).click();
  await page.getByRole('option', { name: SECOND.title }).click();
  const [first, second] = [FIRST, SECOND].map(({ title }) =>
    page.getByRole('region', { name: `Chat with ${title}` }),
  );
  const figures = 'What this answer took';

  // The same prompt to both; one goes on and on, and is stopped.
  const letEnd = await talkWithoutEnd(page, SECOND.id);
  await page.getByLabel('Prompt').fill(PROMPT);
  await page.getByLabel('Prompt').press('Enter');
  await expect(first.getByText(PROMPT)).toBeVisible();
  await expect(second.getByText(PROMPT)).toBeVisible();
  await expect(first.getByRole('list', { name: figures })).toBeVisible();
  await second.getByRole('button', { name: /^Stop/ }).click();
  await expect(second.getByText('Stopped.')).toBeVisible();

  // Once more, to its end.
  await letEnd();
  await second.getByRole('button', { name: /^Retry/ }).click();
  await expect(second.getByText('Stopped.')).toBeHidden();
  const took = second.getByRole('list', { name: figures });
  await expect(took.getByText(/^\d+ in$/)).toBeVisible();
  await expect(took.getByText(/^\d+ out$/)).toBeVisible();
  await expect(took.getByText(/^\$0\.0/)).toBeVisible();
  await expect(took.getByText(/^first token after/)).toBeVisible();
  await expect(took.getByText(/tokens\/s$/)).toBeVisible();
  const output = await took.getByText(/^\d+ out$/).innerText();

  // Three calls in the ledger, for the team, by its member, all with one key.
  await expect(async () => {
    const made = await callsOfTheTeam(since);
    expect(
      made.map(({ model, endState }) => `${model} ${endState}`).sort(),
    ).toEqual([
      `${SECOND.id} client_aborted`,
      `${SECOND.id} completed`,
      `${FIRST.id} completed`,
    ]);
  }).toPass();
  const calls = await callsOfTheTeam(since);
  expect(`${calls[0].tokens.output} out`).toBe(output);
  for (const made of calls) {
    expect(made).toMatchObject({
      team: TEAM,
      maker: 'user:default/dana',
      plan: 'enterprise',
    });
    expect(BigInt(made.cost)).toBeGreaterThan(0n);
  }
  expect(new Set(calls.map(({ key }) => key)).size).toBe(1);
  await visit(page, '/maas/usage');
  await expect(page.getByText('Playground').nth(1)).toBeVisible();

  // The key is known by its id alone; and what was said is gone with the page.
  const stored = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
  );
  const seen = [
    stored,
    ...consoleTexts,
    ...(await Promise.all(received)),
    await answerToAScript(),
  ].join('\n');
  expect(seen).toContain('"Tries things out"');
  expect(seen).toContain('"delta"');
  expect(seen).not.toMatch(KEY);
  expect(stored).not.toContain(PROMPT);
  const found = scan(dataDir(), [calls[0].key]);
  expect(found.hits).not.toEqual([]);
  expect(scan(dataDir(), [KEY, PROMPT]).hits).toEqual([]);
});
