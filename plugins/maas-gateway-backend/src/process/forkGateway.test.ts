import { isKnown } from './forkGateway';

describe('a flag of Node', () => {
  it.each([
    ['--no-parallel-scavenge', true],
    ['--no-such-flag', false],
  ])('is only given where it is known: %s', (flag, known) => {
    expect(isKnown(flag)).toBe(known);
    expect(isKnown(flag)).toBe(known);
  });
});
