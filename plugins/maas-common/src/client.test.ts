import { MaasClient } from './client';

const discoveryApi = { getBaseUrl: async () => 'http://maas.test/api/maas' };

function answering(status: number, body: unknown) {
  const calls: Request[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    // Middleware of the portal makes a request out of its input more than once.
    expect(() => [1, 2].map(() => new Request(input, init))).not.toThrow();
    calls.push(new Request(input, init));
    return new Response(JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/json' },
    });
  };
  return {
    calls,
    client: new MaasClient({ discoveryApi, fetchApi: { fetch } }),
  };
}

describe('MaasClient', () => {
  it('sends query, token and idempotency key', async () => {
    const { calls, client } = answering(200, { items: [], totalItems: 0 });
    await client.listKeys({ scope: 'mine', limit: 2 }, { token: 't0k' });
    expect(calls[0].url).toBe(
      'http://maas.test/api/maas/keys?scope=mine&limit=2',
    );
    expect(calls[0].headers.get('authorization')).toBe('Bearer t0k');
    expect(calls[0].headers.has('idempotency-key')).toBe(false);
  });

  it('escapes what it puts into a path', async () => {
    const { calls, client } = answering(200, {});
    await client.getModel('a/../b?c');
    expect(calls[0].url).toBe(
      'http://maas.test/api/maas/models/a%2F..%2Fb%3Fc',
    );
  });

  it('sends a body once', async () => {
    const { calls, client } = answering(201, { id: 'x' });
    const body = { team: 'group:default/a', name: 'k' };
    await client.createKey(body, { idempotencyKey: 'once' });
    expect(calls).toHaveLength(1);
    expect(calls[0].method).toBe('POST');
    expect(calls[0].headers.get('idempotency-key')).toBe('once');
    await expect(calls[0].json()).resolves.toEqual(body);
  });

  it('sends a body from a browser that does not show it, as Firefox', async () => {
    const shown = Object.getOwnPropertyDescriptor(Request.prototype, 'body')!;
    Object.defineProperty(Request.prototype, 'body', {
      get: () => undefined,
      configurable: true,
    });
    try {
      const { calls, client } = answering(200, {});
      await client.denyAccessRequest('x', { reason: 'No budget' });
      await expect(calls[0].json()).resolves.toEqual({ reason: 'No budget' });
    } finally {
      Object.defineProperty(Request.prototype, 'body', shown);
    }
  });

  it('throws what the server said', async () => {
    const { client } = answering(409, {
      error: { name: 'ConflictError', message: 'Revealed already' },
      request: { method: 'POST', url: '/keys/1/reveal' },
      response: { statusCode: 409 },
    });
    await expect(client.revealKey('1')).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 409,
      body: { error: { message: 'Revealed already' } },
    });
  });
});
