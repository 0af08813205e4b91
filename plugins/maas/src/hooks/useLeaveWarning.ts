import { useContext, useEffect } from 'react';
import { UNSAFE_NavigationContext } from 'react-router-dom';

/**
 * Asks before the page is left: by closing or reloading it, and by any way that goes
 * through the portal's router, be it a click or a key. (The back button inside the portal
 * cannot be held up.)
 *
 * @param active - whether something would be lost now
 * @param message - what would be lost
 * @internal
 */
export function useLeaveWarning(active: boolean, message: string): void {
  // The portal's router offers no blocker: that takes one of the data routers.
  const { navigator } = useContext(UNSAFE_NavigationContext);

  useEffect(() => {
    if (!active) {
      return undefined;
    }
    const onBeforeUnload = (event: BeforeUnloadEvent) => {
      event.preventDefault();
      // Older browsers ask only where this is set; none shows the text.
      event.returnValue = message;
    };
    window.addEventListener('beforeunload', onBeforeUnload);

    const { push, replace } = navigator;
    const asking =
      (navigate: typeof push): typeof push =>
      (...args) => {
        // eslint-disable-next-line no-alert
        if (window.confirm(message)) {
          navigate.apply(navigator, args);
        }
      };
    navigator.push = asking(push);
    navigator.replace = asking(replace);
    return () => {
      window.removeEventListener('beforeunload', onBeforeUnload);
      navigator.push = push;
      navigator.replace = replace;
    };
  }, [active, message, navigator]);
}
