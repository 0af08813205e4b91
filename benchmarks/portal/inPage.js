/* eslint-env browser */
// Runs in every page before the portal does, and says when something was painted.
(() => {
  let input;
  for (const type of ['input', 'click']) {
    window.addEventListener(
      type,
      event => {
        input ??= event.timeStamp;
      },
      true,
    );
  }

  const textsOf = selector =>
    [...document.querySelectorAll(selector)]
      .filter(element => element.checkVisibility())
      .map(element => element.textContent.trim());

  const startsWith = (texts, wanted) =>
    wanted.every((text, index) => texts[index] === text);

  const isThere = (texts, { first, all, some }) => {
    if (first) {
      return startsWith(texts, first);
    }
    if (all) {
      return texts.length === all.length && startsWith(texts, all);
    }
    return texts.includes(some);
  };

  // A message that is sent before a frame is painted comes after it.
  const painted = () =>
    new Promise(resolve => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = resolve;
        port2.postMessage(undefined);
      });
    });

  window.bench = {
    /** From now on the next thing that the user does counts. */
    arm() {
      input = undefined;
    },
    /** Waits until elements with these texts are painted. */
    async until(selector, wanted, patience) {
      const deadline = performance.now() + patience;
      for (;;) {
        const texts = textsOf(selector);
        await painted();
        const at = performance.now();
        if (isThere(texts, wanted)) {
          return { at, input };
        }
        if (at > deadline) {
          throw new Error(
            `Not ${JSON.stringify(wanted)} but ${JSON.stringify(
              texts,
            )} was shown`,
          );
        }
      }
    },
  };
})();
