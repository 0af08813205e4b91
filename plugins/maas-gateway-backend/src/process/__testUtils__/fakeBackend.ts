// A backend that runs the fake gateway and says on its output where it listens.
import { GatewayProcess } from '../GatewayProcess';
import { fakeConfig, forkFake } from './forkFake';
import { TestLogger } from './TestLogger';

const logger = new TestLogger();
new GatewayProcess({
  config: fakeConfig(),
  controlPlaneUrl: 'http://127.0.0.1:1/api/maas',
  // It dies before it has one.
  getToken: () => new Promise(() => undefined),
  logger,
  fork: forkFake,
}).start();
logger.find(/listening on (http:\S+),/).then(([, url]) => console.log(url));
