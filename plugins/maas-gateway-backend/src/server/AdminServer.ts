import { createServer, type Server } from 'node:http';
import type { Metrics } from '../metrics/Metrics';
import { sendBytes, sendJson } from './answers';

/**
 * The HTTP server for those who run the gateway: never published.
 *
 * @param notReady - why calls cannot be served now; undefined where they can
 * @internal
 */
export function createAdminServer(options: {
  metrics: Metrics;
  notReady(): string | undefined;
}): Server {
  const { metrics, notReady } = options;
  return createServer(async (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD');
      sendJson(response, 405, { error: 'This path takes GET only.' });
      return;
    }
    switch ((request.url ?? '').split('?', 1)[0]) {
      case '/healthz':
        sendJson(response, 200, { status: 'ok' });
        break;
      case '/readyz': {
        const reason = notReady();
        sendJson(
          response,
          reason ? 503 : 200,
          reason ? { status: 'not ready', reason } : { status: 'ready' },
        );
        break;
      }
      case '/metrics':
        sendBytes(response, 200, Buffer.from(await metrics.text()), [
          'content-type',
          metrics.contentType,
        ]);
        break;
      default:
        sendJson(response, 404, {
          error: 'There is /healthz, /readyz and /metrics.',
        });
    }
  });
}
