// Writes the API reports (report.api.md) and SQL reports (report.sql.md) of all packages; arguments choose packages.
import { interruptSignal } from './lib/interrupt.mjs';
import { printProblem } from './lib/problem.mjs';
import { API_REPORTS, runTool } from './lib/tools.mjs';

try {
  const signal = interruptSignal(() => process.exit(130));
  // Reports are made from the type declarations. All of them anew: an incremental build
  // does not see a change of what only internal declarations hold.
  process.exitCode =
    (await runTool('tsc', ['--incremental', 'false'], { signal })) ||
    (await runTool(
      'backstage-repo-tools',
      [...API_REPORTS, ...process.argv.slice(2)],
      { signal },
    ));
} catch (error) {
  printProblem(error);
  process.exitCode = 1;
}
