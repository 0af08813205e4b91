// Generates code from the REST contract, plugins/maas-backend/src/schema/openapi.yaml.
import { interruptSignal } from './lib/interrupt.mjs';
import { generateOpenApi } from './lib/openapi.mjs';
import { printProblem } from './lib/problem.mjs';
import { ROOT } from './lib/setup.mjs';

try {
  const signal = interruptSignal(() => process.exit(130));
  process.exitCode = await generateOpenApi(ROOT, { signal });
} catch (error) {
  printProblem(error);
  process.exitCode = 1;
}
