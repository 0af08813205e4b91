import { expect, type Page } from '@playwright/test';

/** Where the portal's backend answers. */
export const BACKEND_URL =
  process.env.MAAS_BACKEND_URL ?? 'http://localhost:7007';

/** Where the gateway answers programs, without `/v1`. */
export const GATEWAY_URL =
  process.env.MAAS_GATEWAY_URL ?? 'http://localhost:7080';

/** Signs in on the sign-in page as one of the demo people. */
export async function signIn(page: Page, name: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: `Sign in as ${name}` }).click();
  // The models page is the front door.
  await expect(page.getByRole('heading', { name: 'AI models' })).toBeVisible();
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
