import type { LoggerService } from '@backstage/backend-plugin-api';
import { policyKeyOf, testPolicy } from '../../__testUtils__/testPolicy';
import { PolicyFile } from '../PolicyFile';

/*
 * A process that saves one policy after the other, until it is killed, and says so each
 * time. Arguments: directory, first revision.
 */
const [dataDir, first] = process.argv.slice(2);
const keys = Array.from({ length: 3000 }, (_, i) =>
  policyKeyOf(1, { id: `k${i}` }),
);
const fail = (message: string) => {
  throw new Error(message);
};
const logger = { warn: fail } as unknown as LoggerService;

async function saveAll(): Promise<never> {
  for (let revision = Number(first); ; revision++) {
    const file = new PolicyFile({ dataDir, logger });
    file.save(
      () => ({ ...testPolicy('http://model.test/v1'), keys, revision }),
      Date.now(),
    );
    await file.close();
    process.send?.(revision);
  }
}

saveAll();
