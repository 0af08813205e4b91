import { setTimeout as sleep } from 'node:timers/promises';
import { stringifyError } from '@backstage/errors';
import type { GatewayConfig } from '../config';
import type { RunningGateway, startGateway } from '../gateway';
import { createControlPlane } from './controlPlane';
import type { ToGateway } from './messages';
import { ParentChannel } from './ParentChannel';
import { explainStart } from './explainStart';

/** How long a gateway whose backend died may take to end, in milliseconds. */
const ORPHAN_GRACE = 10_000;

/** Ctrl-C and service managers tell all processes, but the backend says when to end. */
const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Lives the life of a gateway's process: starts it when the backend says with what,
 * stops it when the backend says so or dies, and ends.
 *
 * @internal
 */
export function runGateway(start: typeof startGateway): void {
  const parent = new ParentChannel();
  let gateway: RunningGateway | undefined;

  const begin = async (config: GatewayConfig, controlPlaneUrl: string) => {
    try {
      gateway = await start({
        config,
        controlPlane: createControlPlane(controlPlaneUrl, () => parent.token()),
        logger: parent.logger(),
      });
      const { clientUrl, adminUrl } = gateway;
      parent.send({ type: 'ready', clientUrl, adminUrl });
    } catch (error) {
      const message = explainStart(error, config);
      parent.send({ type: 'failed', message }, () => process.exit(1));
    }
  };

  // One that has not started yet has taken no calls: there is nothing to wait for.
  const stop = async () => {
    await gateway?.stop();
  };

  for (const signal of STOP_SIGNALS) {
    process.on(signal, () => undefined);
  }
  process.on('message', (message: ToGateway) => {
    switch (message.type) {
      case 'start':
        begin(message.config, message.controlPlaneUrl);
        break;
      case 'token':
        parent.takeToken(message);
        break;
      case 'stop':
        stop()
          .catch(error =>
            parent
              .logger()
              .error(`The gateway did not stop well: ${stringifyError(error)}`),
          )
          .finally(() =>
            parent.send({ type: 'stopped' }, () => process.exit(0)),
          );
        break;
      default:
    }
  });
  process.once('disconnect', () => {
    parent.close();
    STOP_SIGNALS.forEach(signal => process.removeAllListeners(signal));
    Promise.race([stop(), sleep(ORPHAN_GRACE)]).finally(() => process.exit(0));
  });
}
