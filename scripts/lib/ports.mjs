import { createServer, connect } from 'node:net';
import { Problem, errorCode } from './problem.mjs';

/** What each port is for, and how to choose another. */
export const PORTS = /** @type {const} */ ({
  portal: {
    what: 'the portal that you open in the browser',
    env: 'MAAS_PORTAL_PORT',
    flag: '--portal-port',
    fallback: 3000,
  },
  backend: {
    what: "the portal's backend",
    env: 'MAAS_BACKEND_PORT',
    flag: '--backend-port',
    fallback: 7007,
  },
  gateway: {
    what: 'the gateway that programs call',
    env: 'MAAS_GATEWAY_PORT',
    flag: '--gateway-port',
    fallback: 7080,
  },
  gatewayAdmin: {
    what: "the gateway's health and metrics",
    env: 'MAAS_GATEWAY_ADMIN_PORT',
    flag: '--gateway-admin-port',
    fallback: 7081,
  },
  simulator: {
    what: 'the simulated model servers',
    env: 'MAAS_SIMULATOR_PORT',
    flag: '--simulator-port',
    fallback: 7090,
  },
});

/** @typedef {keyof typeof PORTS} PortName */
/** @typedef {Record<PortName, number>} Ports */

export const PORT_NAMES = /** @type {PortName[]} */ (Object.keys(PORTS));

/**
 * @param {(name: PortName) => number} choose
 * @returns {Ports}
 */
export function choosePorts(choose) {
  return /** @type {Ports} */ (
    Object.fromEntries(PORT_NAMES.map(name => [name, choose(name)]))
  );
}

/**
 * @param {string} text
 * @param {string} source where it was given, for the message
 * @returns {number}
 */
export function parsePort(text, source) {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65535) {
    throw new Problem(`${source} is "${text}", which is not a port.`, {
      advice: 'Give a number from 1 to 65535.',
    });
  }
  return port;
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<string | undefined>} the error code of trying to listen, if any
 */
function tryListen(port, host) {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', error => resolve(errorCode(error)));
    server.listen({ port, host, exclusive: true }, () =>
      server.close(() => resolve(undefined)),
    );
  });
}

/**
 * @param {number} port
 * @returns {Promise<boolean>} whether somebody answers on it; on macOS one may listen on a port
 *   that somebody else has on all addresses
 */
function answers(port) {
  return new Promise(resolve => {
    const socket = connect({ port, host: 'localhost' });
    const end = (/** @type {boolean} */ result) => {
      socket.destroy();
      resolve(result);
    };
    socket.setTimeout(1_000, () => end(false));
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}

/**
 * @param {number} port
 * @returns {Promise<'free' | 'in use' | 'forbidden'>}
 */
export async function portState(port) {
  for (const host of ['127.0.0.1', '::1']) {
    const code = await tryListen(port, host);
    if (code === 'EADDRINUSE') {
      return 'in use';
    }
    if (code === 'EACCES') {
      return 'forbidden';
    }
  }
  return (await answers(port)) ? 'in use' : 'free';
}

/**
 * Refuses ports that cannot be had, each with the way to choose another.
 *
 * @param {Ports} ports
 */
export async function requirePorts(ports) {
  const problems = [];
  for (const name of PORT_NAMES) {
    const { what, env, flag } = PORTS[name];
    const port = ports[name];
    const twin = PORT_NAMES.find(
      other => other !== name && ports[other] === port,
    );
    const state = twin ? 'twice' : await portState(port);
    if (state !== 'free') {
      const fault = {
        'in use': 'is in use by another program',
        forbidden: 'may only be used by an administrator',
        twice: `is also given for ${PORTS[twin ?? name].what}`,
      }[state];
      problems.push(
        `Port ${port} (${what}) ${fault}. Choose another: npm start -- ${flag} N, or ${env}=N.`,
      );
    }
  }
  if (problems.length > 0) {
    throw new Problem(problems.join('\n'));
  }
}

/**
 * @param {number} count
 * @returns {Promise<number[]>} ports that nobody uses right now, all different
 */
export async function freePorts(count) {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise((resolve, reject) => {
          const server = createServer();
          server.once('error', reject);
          server.listen({ port: 0, host: '127.0.0.1' }, () => resolve(server));
        }),
    ),
  );
  const ports = servers.map(server => server.address().port);
  await Promise.all(
    servers.map(server => new Promise(resolve => server.close(resolve))),
  );
  return ports;
}

/** @returns {Promise<Ports>} free ports for a whole portal */
export async function freePortalPorts() {
  const ports = await freePorts(PORT_NAMES.length);
  return choosePorts(name => ports[PORT_NAMES.indexOf(name)]);
}
