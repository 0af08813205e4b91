/** Milliseconds after which figures are asked for again. @internal */
export const REFRESH_MS = 5_000;

/** The same for what changes seldom. @internal */
export const SLOW_REFRESH_MS = 30_000;
