import type { EndpointReport } from '@openmaas/backstage-plugin-maas-common';
import { mostTelling } from './mostTelling';

const server = (
  model: string,
  endpoint: string,
  requests: number,
  healthy = true,
): EndpointReport => ({
  model,
  endpoint,
  healthy,
  running: 0,
  requests,
  failures: 0,
});

const REPORT = [
  server('idle', 'a', 0),
  server('busy', 'b', 50),
  server('half', 'c', 1),
  server('half', 'd', 0, false),
  server('busiest', 'e', 40),
  server('busiest', 'f', 40),
];

describe('mostTelling', () => {
  const names = (most: number) =>
    mostTelling(REPORT, most).map(({ endpoint }) => endpoint);

  it('takes everything where there is room', () => {
    expect(mostTelling(REPORT, 6)).toBe(REPORT);
  });

  it('takes models with ill servers, then busy ones, each as a whole', () => {
    expect(names(5)).toEqual(['c', 'd', 'e', 'f', 'b']);
    expect(names(4)).toEqual(['c', 'd', 'e', 'f']);
    expect(names(3)).toEqual(['c', 'd', 'b']);
    expect(names(1)).toEqual(['b']);
  });
});
