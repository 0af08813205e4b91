import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test } from 'node:test';
import {
  freePortalPorts,
  parsePort,
  portState,
  requirePorts,
} from './ports.mjs';

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
    const free = await freePortalPorts();
    for (const [name, what, flag, env] of /** @type {const} */ ([
      [
        'backend',
        "the portal's backend",
        '--backend-port',
        'MAAS_BACKEND_PORT',
      ],
      ['gateway', 'the gateway that', '--gateway-port', 'MAAS_GATEWAY_PORT'],
      [
        'gatewayAdmin',
        "the gateway's health",
        '--gateway-admin-port',
        'MAAS_GATEWAY_ADMIN_PORT',
      ],
    ])) {
      await assert.rejects(requirePorts({ ...free, [name]: port }), error => {
        assert(error instanceof Error);
        for (const part of [`Port ${port} `, what, flag, env]) {
          assert(error.message.includes(part), error.message);
        }
        return true;
      });
    }
  });
});

test('accepts free ports', async () => {
  await requirePorts(await freePortalPorts());
});

test('refuses one port for two purposes', async () => {
  const ports = await freePortalPorts();
  await assert.rejects(
    requirePorts({ ...ports, gatewayAdmin: ports.portal }),
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
