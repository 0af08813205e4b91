import { useEffect } from 'react';

function leavesPage(event: MouseEvent): boolean {
  if (
    event.defaultPrevented ||
    event.button !== 0 ||
    event.metaKey ||
    event.ctrlKey ||
    event.shiftKey ||
    event.altKey ||
    !(event.target instanceof Element)
  ) {
    return false;
  }
  const anchor = event.target.closest<HTMLAnchorElement>('a[href]');
  return (
    anchor !== null &&
    (anchor.target === '' || anchor.target === '_self') &&
    anchor.pathname !== window.location.pathname
  );
}

/**
 * Asks before the page is left: by closing or reloading it, and by following a link. (The
 * back button inside the portal cannot be held up.)
 *
 * @param active - whether something would be lost now
 * @param message - what would be lost
 * @internal
 */
export function useLeaveWarning(active: boolean, message: string): void {
  useEffect(() => {
    if (!active) {
      return undefined;
    }
    const onBeforeUnload = (event: BeforeUnloadEvent) => {
      event.preventDefault();
      // Older browsers ask only where this is set; none shows the text.
      event.returnValue = message;
    };
    const onClick = (event: MouseEvent) => {
      // eslint-disable-next-line no-alert
      if (leavesPage(event) && !window.confirm(message)) {
        event.preventDefault();
        event.stopPropagation();
      }
    };
    window.addEventListener('beforeunload', onBeforeUnload);
    // Before React sees the click, so that the router does not follow it.
    window.addEventListener('click', onClick, true);
    return () => {
      window.removeEventListener('beforeunload', onBeforeUnload);
      window.removeEventListener('click', onClick, true);
    };
  }, [active, message]);
}
