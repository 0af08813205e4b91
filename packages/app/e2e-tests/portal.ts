import { expect, type Page } from '@playwright/test';

/** Where the portal's backend answers. */
export const BACKEND_URL =
  process.env.MAAS_BACKEND_URL ?? 'http://localhost:7007';

/** Where the gateway answers programs, without `/v1`. */
export const GATEWAY_URL =
  process.env.MAAS_GATEWAY_URL ?? 'http://localhost:7080';

/** What an API key looks like. */
export const KEY = /maas_[0-9A-Za-z]{22}_[0-9A-Za-z]{49}/;

/** Where the portal of the tests keeps databases and logs. */
export function dataDir(): string {
  const dir = process.env.MAAS_PORTAL_DATA_DIR;
  expect(dir, 'the portal of the tests says where its data is').toBeTruthy();
  return dir!;
}

/** Signs in on the sign-in page as one of the demo people. */
export async function signIn(page: Page, name: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: `Sign in as ${name}` }).click();
  // The models page is the front door.
  await expect(page.getByRole('heading', { name: 'AI models' })).toBeVisible();
}

/** Goes to another page as a link does: the app, which takes long to load, stays. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.evaluate(to => {
    window.history.pushState(null, '', to);
    window.dispatchEvent(new PopStateEvent('popstate'));
  }, path);
}

/** A Backstage token of a demo person, as a script gets one. */
export async function tokenOf(persona: string): Promise<string> {
  const response = await fetch(
    `${BACKEND_URL}/api/auth/personas/refresh?persona=${persona}`,
  );
  expect(response.status).toBe(200);
  const session = await response.json();
  return session.backstageIdentity.token;
}

/** Calls the portal's backend as a demo person. */
export async function call<T>(
  persona: string,
  path: string,
  init: { method?: string; body?: object } = {},
): Promise<{ status: number; body: T }> {
  const response = await fetch(`${BACKEND_URL}${path}`, {
    method: init.method ?? 'GET',
    headers: {
      authorization: `Bearer ${await tokenOf(persona)}`,
      ...(init.body && { 'content-type': 'application/json' }),
    },
    body: init.body && JSON.stringify(init.body),
  });
  const text = await response.text();
  return { status: response.status, body: text && JSON.parse(text) };
}

/**
 * Asks for access, and lets Petra decide where somebody has to.
 *
 * @returns the id of the key that comes with it
 */
export async function gainAccess(
  persona: string,
  request: { team: string; models: string[]; plan: string; purpose: string },
): Promise<string> {
  const { status, body } = await call<{
    id: string;
    state: string;
    keyId: string;
  }>(persona, '/api/maas/access-requests', {
    method: 'POST',
    body: { ...request, keyName: request.purpose },
  });
  expect(status).toBe(201);
  // More than one may have to agree.
  for (let { state } = body; state === 'pending'; ) {
    const decided = await call<{ state: string }>(
      'petra',
      `/api/maas/access-requests/${body.id}/approve`,
      { method: 'POST', body: {} },
    );
    expect(decided.status).toBe(200);
    ({ state } = decided.body);
  }
  return body.keyId;
}

/** Takes the secret of a key, which can be had once. */
export async function reveal(persona: string, keyId: string): Promise<string> {
  const { status, body } = await call<{ secret: string }>(
    persona,
    `/api/maas/keys/${keyId}/reveal`,
    { method: 'POST' },
  );
  expect(status).toBe(200);
  return body.secret;
}

/**
 * Calls a model at the gateway, as a program does.
 *
 * @returns its status, and the code and message of an error
 */
export async function callModel(
  secret: string,
  model: string,
): Promise<{ status: number; code?: string; message?: string }> {
  const response = await fetch(`${GATEWAY_URL}/v1/chat/completions`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${secret}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      model,
      max_tokens: 1,
      messages: [{ role: 'user', content: 'Hello!' }],
    }),
  });
  const { error } = await response.json();
  return {
    status: response.status,
    code: error?.code,
    message: error?.message,
  };
}
