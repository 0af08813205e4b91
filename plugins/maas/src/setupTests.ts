import '@testing-library/jest-dom';

// jsdom has no screen: tests run on a wide one, unless they say otherwise.
window.matchMedia = query =>
  ({
    matches: query.startsWith('(min-width'),
    media: query,
    addEventListener: () => {},
    removeEventListener: () => {},
    addListener: () => {},
    removeListener: () => {},
  } as unknown as MediaQueryList);
