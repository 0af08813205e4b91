import { expect, type Locator, type Page, test } from '@playwright/test';
import axe from 'axe-core';
import { call, gainAccess, signIn, visit } from './portal';

const MODEL = 'mistral-3-int4';
const ENTITY = `/catalog/maas/resource/${MODEL}`;

/** Backstage's search puts hits, which are items of a list, in no list. */
const SEARCH_HIT = /^<li class="MuiListItem-root/;

/** What axe finds that keeps people from using a page, with where it is. */
async function faults(page: Page, rules?: string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) {
    await page.evaluate(axe.source);
  }
  const { violations } = await page.evaluate(
    only =>
      (window as unknown as { axe: typeof axe }).axe.run(
        {
          exclude: [
            // Backstage's own tabs of a page control panels that it does not name.
            '[role="tablist"][aria-label="Toolbar tabs"]',
            // Backstage's own item of the sidebar shows how many there are, which it does not name.
            'a[aria-label="Notifications"]',
            // Words of React Aria for screen readers, which come and go.
            '[data-live-announcer]',
          ],
        },
        {
          resultTypes: ['violations'],
          ...(only && { runOnly: { type: 'rule', values: only } }),
        },
      ),
    rules,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes
        .filter(({ html }) => !(id === 'listitem' && SEARCH_HIT.test(html)))
        .map(({ target, html, failureSummary }) =>
          [`${id}: ${target}`, html.slice(0, 300), failureSummary].join('\n'),
        ),
    );
}

/** What is looked at: in the dark only what differs from the light. */
const RULES = { light: undefined, dark: ['color-contrast'] };
type Theme = keyof typeof RULES;

async function expectNoFaults(
  page: Page,
  name: string,
  theme: Theme,
): Promise<void> {
  await expect
    .configure({ soft: true })
    // What has just come or changed may not be at its end.
    .poll(() => faults(page, RULES[theme]), { message: name, timeout: 5_000 })
    .toEqual([]);
}

interface View {
  name: string;
  path: string;
  /** What is there once all is. */
  shows: (page: Page) => Locator;
  /** Opens what is not there at once. */
  open?: (page: Page) => Promise<void>;
}

const text = (words: string) => (page: Page) => page.getByText(words).first();

const press = (name: string | RegExp) => async (page: Page) =>
  page.getByRole('button', { name }).first().click();

const VIEWS: View[] = [
  {
    name: 'models',
    path: '/maas/models',
    shows: text('Is the model you need not here?'),
  },
  {
    name: 'models as a table',
    path: '/maas/models?view=table',
    shows: page => page.getByRole('rowheader').first(),
  },
  {
    name: 'no model',
    path: '/maas/models?q=zyzzyva&capability=tools',
    shows: text('No model matches'),
  },
  {
    name: 'comparison',
    path: `/maas/models?compare=${MODEL},gpt-oss-20b&comparing=true`,
    shows: page => page.getByRole('table', { name: 'Models side by side' }),
  },
  { name: 'model', path: ENTITY, shows: text('View graph') },
  {
    name: 'terms',
    path: ENTITY,
    open: press('Edit terms'),
    shows: page => page.getByRole('textbox', { name: 'Reason', exact: true }),
  },
  {
    name: 'AI model tab',
    path: `${ENTITY}/ai-model`,
    shows: text('Offered for the first time'),
  },
  {
    name: 'AI models of a team',
    path: '/catalog/default/group/platform-team/ai-models',
    shows: page =>
      page.getByRole('table', { name: 'AI models that this team can call' }),
  },
  {
    name: 'playground',
    path: `/maas/playground?model=${MODEL}`,
    open: async page => {
      await page.getByLabel('Prompt').fill('Hello!');
      await page.getByLabel('Prompt').press('Enter');
    },
    shows: page => page.getByRole('list', { name: 'What this answer took' }),
  },
  {
    name: 'settings of the playground',
    path: `/maas/playground?model=${MODEL}`,
    open: press('Settings'),
    shows: page => page.getByLabel('System prompt'),
  },
  { name: 'keys', path: '/maas/keys', shows: text('Looks at every page') },
  {
    name: 'new key',
    path: '/maas/keys',
    open: press('New key'),
    shows: page => page.getByRole('dialog').getByLabel('Name'),
  },
  {
    name: 'requests',
    path: '/maas/requests?scope=all',
    shows: text('Looks at every page'),
  },
  {
    name: 'deciding while away',
    path: '/maas/requests',
    open: press('While I am away…'),
    shows: page => page.getByRole('dialog').getByLabel('Until the end of'),
  },
  {
    name: 'requests for models',
    path: '/maas/model-requests',
    shows: text('Models that people want'),
  },
  {
    name: 'asking for a model',
    path: '/maas/model-requests',
    open: press('Ask for a model'),
    shows: page => page.getByRole('dialog').getByLabel('Why you need it'),
  },
  {
    name: 'stopping a model',
    path: ENTITY,
    open: press('Stop…'),
    shows: page => page.getByRole('dialog').getByLabel('Reason'),
  },
  { name: 'usage', path: '/maas/usage', shows: text('Completed') },
  {
    name: 'audit log',
    path: '/maas/audit',
    open: async page =>
      page.getByRole('rowheader').first().getByRole('button').click(),
    shows: text('Hash'),
  },
  {
    name: 'search',
    path: '/search?query=mistral&types[]=ai-model',
    shows: page => page.getByRole('link', { name: /INT4/ }),
  },
];

/** @param theme - from the first page on: some styles do not follow a change at once */
async function lookAtAllPages(page: Page, theme: Theme): Promise<void> {
  const keyId = await gainAccess('petra', {
    team: 'platform-team',
    models: [MODEL],
    plan: 'free',
    purpose: 'Looks at every page',
  });
  const { body: pending } = await call<{ id: string }>(
    'lea',
    '/api/maas/access-requests',
    {
      method: 'POST',
      body: {
        team: 'library',
        models: ['gpt-oss-20b'],
        plan: 'free',
        purpose: 'Riddles',
      },
    },
  );
  await page.emulateMedia({ colorScheme: theme });
  await signIn(page, 'Petra');
  await expect(
    page.locator(`[data-theme-mode=${theme}]`).first(),
  ).toBeAttached();
  // What is pointed at has a colour of its own, and so has what changes it.
  await page.mouse.move(0, 0);
  await page.addStyleTag({
    content: '*, *::before, *::after { transition: none !important; }',
  });

  const keyViews: View[] = [
    {
      name: 'key',
      path: `/maas/keys/${keyId}`,
      shows: page_ => page_.getByRole('button', { name: 'Reveal key' }),
    },
    {
      name: 'revealed key',
      path: `/maas/keys/${keyId}`,
      open: press('Reveal key'),
      shows: text('Your key: store it now'),
    },
    {
      name: 'rotating a key',
      path: `/maas/keys/${keyId}`,
      open: async page_ => {
        await press('I have stored it')(page_);
        await press('Rotate…')(page_);
      },
      shows: page_ => page_.getByRole('dialog').getByText('one day'),
    },
    {
      name: 'editing a key',
      path: `/maas/keys/${keyId}`,
      open: press('Edit…'),
      shows: page_ => page_.getByRole('dialog').getByLabel('Name'),
    },
    {
      name: 'request',
      path: `/maas/requests/${pending.id}`,
      shows: text('Riddles'),
    },
    {
      name: 'approving a request',
      path: `/maas/requests/${pending.id}`,
      open: press('Approve…'),
      shows: text('What the team has now'),
    },
  ];
  for (const { name, path, open, shows } of [...VIEWS, ...keyViews]) {
    await test.step(name, async () => {
      await visit(page, path);
      await open?.(page);
      await expect(shows(page)).toBeVisible();
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
      await expectNoFaults(page, name, theme);
    });
    await page.keyboard.press('Escape');
  }

  // The tests that follow find nothing to decide.
  const denied = await call(
    'petra',
    `/api/maas/access-requests/${pending.id}/deny`,
    { method: 'POST', body: { reason: 'Looked at' } },
  );
  expect(denied.status).toBe(200);
}

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious on any page, in ${theme}`, async ({
    page,
  }) => {
    await lookAtAllPages(page, theme);
  });
}
