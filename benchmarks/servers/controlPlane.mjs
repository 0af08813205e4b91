// A control plane with one policy that never changes. It takes usage and counts it.
import { createServer } from 'node:http';
import { serveParent, toldAtStart } from '../lib/parent.mjs';

const { policy } = toldAtStart();

/** @typedef {{calls: number, input: number, output: number, repeated: number, unsure: number}} Ledger */

/** @type {Map<string, Ledger & {ids: Set<string>}>} by the id of the gateway */
const ledgers = new Map();

/** @param {string} gateway */
function ledgerOf(gateway) {
  const found = ledgers.get(gateway);
  const ledger = found ?? {
    ...{ calls: 0, input: 0, output: 0, repeated: 0, unsure: 0 },
    ids: new Set(),
  };
  ledgers.set(gateway, ledger);
  return ledger;
}

/** @param {{gateway: string, events: any[]}} batch */
function take({ gateway, events }) {
  const ledger = ledgerOf(gateway);
  let known = 0;
  for (const { id, tokens, estimated, endState } of events) {
    if (ledger.ids.has(id)) {
      known += 1;
    } else {
      ledger.ids.add(id);
      ledger.calls += 1;
      ledger.input += tokens.input;
      ledger.output += tokens.output;
      ledger.unsure += estimated || endState !== 'completed' ? 1 : 0;
    }
  }
  ledger.repeated += known;
  return { written: events.length - known, known };
}

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '', 'http://localhost');
  /** @type {Buffer[]} */
  const chunks = [];
  request.on('data', chunk => chunks.push(chunk));
  request.on('end', () => {
    const answer = (
      /** @type {number} */ status,
      /** @type {object} */ body,
    ) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    switch (url.pathname) {
      case '/api/maas/gateway/policy':
        if (url.searchParams.get('epoch') === policy.epoch) {
          // Nothing changes: whoever waits for that waits as long as it likes.
          const seconds = Number(url.searchParams.get('waitSeconds'));
          const timer = setTimeout(
            () =>
              answer(200, {
                ...policy,
                full: false,
                models: [],
                grants: [],
                keys: [],
              }),
            1000 * seconds,
          );
          response.once('close', () => clearTimeout(timer));
        } else {
          answer(200, policy);
        }
        break;
      case '/api/maas/gateway/usage':
        answer(200, take(JSON.parse(Buffer.concat(chunks).toString('utf8'))));
        break;
      case '/api/maas/gateway/status':
      case '/api/maas/gateway/refusals':
        response.writeHead(204).end();
        break;
      default:
        answer(404, { error: { name: 'NotFoundError', message: 'Not here' } });
    }
  });
});

server.listen(0, '127.0.0.1', () => {
  const { port } = /** @type {import('node:net').AddressInfo} */ (
    server.address()
  );
  serveParent({ port }, ({ gateway }) => {
    const { ids, ...ledger } = ledgerOf(gateway);
    return ledger;
  });
});
