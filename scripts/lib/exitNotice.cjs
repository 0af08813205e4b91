// Loaded into the backend by scripts/lib/portal.mjs. The Backstage CLI keeps waiting for a changed
// file when the backend ends, so its end has to be told.
const { writeSync } = require('node:fs');

// What the backend starts, such as its gateway, loads this too but is not the backend.
const isBackend = !process.env.MAAS_EXIT_NOTICE;
process.env.MAAS_EXIT_NOTICE = String(process.pid);

process.on('exit', code => {
  if (isBackend && code !== 0) {
    try {
      writeSync(2, `backend process ended with code ${code}\n`);
    } catch {
      // Nobody listens any more.
    }
  }
});
