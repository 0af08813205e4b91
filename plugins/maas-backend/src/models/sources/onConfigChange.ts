import type { Config } from '@backstage/config';

/**
 * Calls back when one of these parts of the configuration is another one than before,
 * where the configuration is watched at all.
 *
 * @internal
 */
export function onConfigChange(
  config: Config,
  keys: string[],
  callback: () => void,
): void {
  const read = () =>
    JSON.stringify(keys.map(key => config.getOptional(key) ?? null));
  let before = read();
  config.subscribe?.(() => {
    const now = read();
    if (now !== before) {
      before = now;
      callback();
    }
  });
}
