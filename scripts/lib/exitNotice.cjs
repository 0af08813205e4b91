// Loaded into the backend by scripts/lib/portal.mjs. The Backstage CLI keeps waiting for a changed
// file when the backend ends, so its end has to be told.
const { writeSync } = require('node:fs');

process.on('exit', code => {
  if (code !== 0) {
    try {
      writeSync(2, `backend process ended with code ${code}\n`);
    } catch {
      // Nobody listens any more.
    }
  }
});
