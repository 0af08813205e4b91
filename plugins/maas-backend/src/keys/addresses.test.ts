import { canonicalBlocks } from './addresses';

describe('canonicalBlocks', () => {
  it.each([
    ['10.1.2.3/16', '10.1.0.0/16'],
    ['10.1.2.3', '10.1.2.3/32'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['2001:DB8:0::1/32', '2001:db8::/32'],
    ['::1', '::1/128'],
    ['::ffff:10.1.2.3/120', '10.1.2.0/24'],
    ['::ffff:10.1.2.3/90', '::ffc0:0:0/90'],
  ])('writes %s as %s', (block, canonical) => {
    expect(canonicalBlocks([block])).toEqual([canonical]);
    expect(canonicalBlocks([canonical])).toEqual([canonical]);
  });

  it('has each block once', () => {
    expect(canonicalBlocks(['10.0.0.1/8', '10.9.9.9/8', '::1'])).toEqual([
      '10.0.0.0/8',
      '::1/128',
    ]);
  });

  it.each([
    '10.1/16',
    '10.1.2.3/33',
    '10.1.2.3/016',
    '10.1.2.3/-1',
    '10.1.2.3/',
    '010.1.2.3/16',
    '0x0a.1.2.3/16',
    '10.1.2.3/8/8',
    '1.2.3.4.5',
    '2001:db8::/129',
    '::g/64',
    'fe80::1%eth0/64',
    '/8',
    '::/64/64',
    'aa',
  ])('takes no %s', block => {
    expect(() => canonicalBlocks(['10.0.0.0/8', block])).toThrow(
      `"${block}" is no block of addresses: write one such as`,
    );
  });
});
