import { type ReactNode, useContext, useRef } from 'react';
import {
  UNSAFE_LocationContext as LocationContext,
  UNSAFE_RouteContext as RouteContext,
} from 'react-router-dom';

/**
 * For long lists of links to other pages: what is in it hears of the address only when its
 * path changes. Else every link is rendered anew with each change of the query, such as a
 * search that the address remembers.
 *
 * @internal
 */
export const SamePage = ({ children }: { children: ReactNode }) => {
  // The portal's router has no other way to hold back what changes the query alone.
  const now = {
    location: useContext(LocationContext),
    route: useContext(RouteContext),
  };
  const told = useRef(now);
  const { pathname } = now.location.location;
  if (told.current.location.location.pathname !== pathname) {
    told.current = now;
  }
  return (
    <LocationContext.Provider value={told.current.location}>
      <RouteContext.Provider value={told.current.route}>
        {children}
      </RouteContext.Provider>
    </LocationContext.Provider>
  );
};
