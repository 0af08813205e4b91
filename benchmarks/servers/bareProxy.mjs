// What anybody would write first: Node's own server, undici's request, the bodies piped. It knows
// no keys and no limits and meters nothing.
import { createServer } from 'node:http';
import { Agent, request } from 'undici';
import { serveParent, toldAtStart } from '../lib/parent.mjs';

const { upstream } = toldAtStart();
const dispatcher = new Agent({ pipelining: 1 });

const server = createServer(async (incoming, response) => {
  // A connection's own headers end with it.
  const { host, connection, ...headers } = incoming.headers;
  try {
    const answer = await request(`${upstream}${incoming.url}`, {
      dispatcher,
      method: /** @type {'POST'} */ (incoming.method),
      headers,
      body: incoming,
    });
    const {
      connection: own,
      'transfer-encoding': framing,
      ...passed
    } = answer.headers;
    response.writeHead(answer.statusCode, passed);
    answer.body.pipe(response);
  } catch (error) {
    response.writeHead(502).end(String(error));
  }
});

server.listen(0, '127.0.0.1', () => {
  serveParent({
    port: /** @type {import('node:net').AddressInfo} */ (server.address()).port,
  });
});
