// The other end of helper.mjs, in the process that was started.

/** @returns {any} what the helper was told at its start */
export function toldAtStart() {
  return JSON.parse(process.argv[2] ?? '{}');
}

/**
 * Says that this process is ready, answers what it is asked, and ends with its parent.
 *
 * @param {any} ready
 * @param {(message: any) => unknown} [answer] may return a promise
 */
export function serveParent(ready, answer = () => undefined) {
  process.on('disconnect', () => process.exit(0));
  process.on('message', async (/** @type {any} */ { id, message }) => {
    try {
      process.send?.({ id, value: (await answer(message)) ?? null });
    } catch (error) {
      tellProblem(String(error));
    }
  });
  process.send?.({ id: 0, value: ready });
}

/**
 * Ends the benchmark: what was measured would be worth nothing.
 *
 * @param {string} problem one sentence
 */
export function tellProblem(problem) {
  process.send?.({ problem });
}
