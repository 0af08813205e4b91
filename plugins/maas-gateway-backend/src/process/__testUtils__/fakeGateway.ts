// A gateway's process whose gateway does what its callers ask for, for the tests of the process.
import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { startGateway } from '../../gateway';
import { runGateway } from '../runGateway';

const start: typeof startGateway = async ({ config, controlPlane, logger }) => {
  const never = new AbortController().signal;
  const stopping = new EventEmitter();
  const deeds: Record<string, () => Promise<unknown> | unknown> = {
    '/pid': () => process.pid,
    '/argv': () => ({ argv: process.argv.slice(2), env: process.env }),
    '/log': () =>
      logger.child({ part: 'fake' }).warn('hot', new TypeError('too hot')),
    '/policies': () =>
      Promise.all(
        Array.from({ length: 20 }, () =>
          controlPlane.policy(undefined, 0, never).catch(String),
        ),
      ),
    '/crash': () => process.exit(3),
    '/running-call': () => once(stopping, 'stop').then(([result]) => result),
  };
  const server = createServer(async ({ url = '' }, response) => {
    // Tells the caller that the call runs.
    response.flushHeaders();
    const result = await deeds[url]?.();
    response.end(JSON.stringify(result ?? null));
  }).listen(config.client);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    clientUrl: `http://127.0.0.1:${port}`,
    adminUrl: `http://127.0.0.1:${port}/admin`,
    async stop() {
      if (config.id === 'hangs') {
        await new Promise(() => undefined);
      }
      logger.info('draining');
      // Stands for handing in what was used.
      const result = await controlPlane
        .policy(undefined, 0, never)
        .catch(String);
      stopping.emit('stop', result);
      server.close();
      await once(server, 'close');
    },
  };
};

runGateway(start);
