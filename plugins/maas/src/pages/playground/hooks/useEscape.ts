import { useEffect } from 'react';

/** What closes with Escape itself. */
const OPEN = '[role=dialog], [role=listbox], [role=menu]';

/**
 * Does something when Escape is pressed anywhere, unless that closes something that is
 * open.
 *
 * @param active - whether there is anything to do now
 * @internal
 */
export function useEscape(active: boolean, act: () => void): void {
  useEffect(() => {
    if (!active) {
      return undefined;
    }
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !document.querySelector(OPEN)) {
        act();
      }
    };
    // Before any field, which may keep the key to itself.
    document.addEventListener('keydown', onKeyDown, true);
    return () => document.removeEventListener('keydown', onKeyDown, true);
  }, [active, act]);
}
