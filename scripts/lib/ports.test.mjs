import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { freePorts, parsePort, portState, requirePorts } from './ports.mjs';

/**
 * @param {string} host
 * @param {(port: number) => Promise<void>} task
 */
async function withServer(host, task) {
  const server = createServer().listen({ port: 0, host });
  await once(server, 'listening');
  const address = server.address();
  try {
    await task(typeof address === 'object' && address ? address.port : 0);
  } finally {
    server.close();
  }
}

test('sees a port that is in use on loopback or on all addresses', async () => {
  for (const host of ['127.0.0.1', '0.0.0.0']) {
    await withServer(host, async port => {
      assert.equal(await portState(port), 'in use');
    });
  }
});

test('names the port, its purpose, the flag and the variable', async () => {
  await withServer('127.0.0.1', async port => {
    const [portal, simulator] = await freePorts(2);
    await assert.rejects(
      requirePorts({ portal, backend: port, simulator }),
      error => {
        assert(error instanceof Error);
        assert.match(error.message, new RegExp(`Port ${port} `));
        assert.match(error.message, /the portal's backend/);
        assert.match(error.message, /--backend-port/);
        assert.match(error.message, /MAAS_BACKEND_PORT/);
        return true;
      },
    );
  });
});

test('accepts free ports', async () => {
  const [portal, backend, simulator] = await freePorts(3);
  await requirePorts({ portal, backend, simulator });
});

test('refuses one port for two purposes', async () => {
  const [portal, backend] = await freePorts(2);
  await assert.rejects(
    requirePorts({ portal, backend, simulator: portal }),
    /also given for/,
  );
});

for (const text of ['', 'abc', '0', '65536', '-1', '80.5', '1e3', ' 80']) {
  test(`refuses ${JSON.stringify(text)} as a port`, () => {
    assert.throws(() => parsePort(text, '--portal-port'), /--portal-port is/);
  });
}

test('reads a port', () => {
  assert.equal(parsePort('65535', '--portal-port'), 65535);
});
