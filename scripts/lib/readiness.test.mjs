import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { Problem } from './problem.mjs';
import { waitUntilReady } from './readiness.mjs';

const PERSON = '/api/auth/personas/refresh?persona=dana';

/**
 * Waits for one server that plays all parts.
 *
 * @param {Record<string, number[]>} answers the statuses by path, one after another and the last
 *   one for ever; 200 for all other paths
 * @param {object} [options] for waitUntilReady
 */
async function wait(answers, options) {
  /** @type {string[]} */
  const asked = [];
  const server = createServer(({ url = '' }, response) => {
    asked.push(url);
    const [status, ...later] = answers[url] ?? [200];
    if (later.length > 0) {
      answers[url] = later;
    }
    response.writeHead(status).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${
    typeof address === 'object' && address?.port
  }`;
  try {
    const hasPerson = await waitUntilReady({
      urls: {
        portal: url,
        backend: url,
        gateway: url,
        gatewayAdmin: url,
        simulator: url,
      },
      ended: new Promise(() => undefined),
      person: 'dana',
      ...options,
    });
    return { hasPerson, asked: asked.filter(path => path === PERSON).length };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test('waits until the catalog knows the demo person', async () => {
  const { hasPerson, asked } = await wait({ [PERSON]: [503, 200] });
  assert.equal(hasPerson, true);
  assert.equal(asked, 2);
});

test('is ready where there are no demo people', async () => {
  assert.equal((await wait({ [PERSON]: [404] })).hasPerson, false);
});

test('asks for the person only once the backend is ready', async () => {
  const { hasPerson, asked } = await wait({
    '/.backstage/health/v1/readiness': [404, 503, 200],
    [PERSON]: [200],
  });
  assert.equal(hasPerson, true);
  assert.equal(asked, 1);
});

test('waits until the gateway can decide', async () => {
  const answers = { '/readyz': [503, 503, 200] };
  await wait(answers);
  assert.deepEqual(answers['/readyz'], [200]);
});

test('ends when a process ends or somebody asks to stop', async () => {
  const never = { [PERSON]: [503] };
  const problem = new Problem('the backend ended.');
  await assert.rejects(
    wait(never, { ended: Promise.resolve(problem) }),
    problem,
  );
  await assert.rejects(
    wait(never, { signal: AbortSignal.abort(new Error('stop')) }),
    /stop/,
  );
});
