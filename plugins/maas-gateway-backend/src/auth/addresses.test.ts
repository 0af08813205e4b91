import { allowsAddress } from './addresses';

describe('allowsAddress', () => {
  const networks = ['10.1.0.0/16', '203.0.113.7', '2001:db8::/32', '::1'];

  it.each([
    ['an address of a network', networks, '10.1.255.255'],
    ['one by itself', networks, '203.0.113.7'],
    ['IPv4 as a socket for both writes it', networks, '::ffff:10.1.2.3'],
    ['the same in hexadecimal', networks, '::ffff:a01:203'],
    ['IPv6, however it is written', networks, '2001:DB8:0:0::5'],
    ['IPv6 by itself', networks, '0:0:0:0:0:0:0:1'],
    [
      'IPv4 of a network that is written as IPv6',
      ['::ffff:10.0.0.0/104'],
      '10.9.9.9',
    ],
    ['any IPv4', ['0.0.0.0/0'], '198.51.100.1'],
    ['any IPv6', ['::/0'], '2001:db8::1'],
    ['anything where nothing is said', undefined, '198.51.100.1'],
    ['nobody knows whom where nothing is said', undefined, ''],
  ])('lets in %s', (_, addresses, address) => {
    expect(allowsAddress({ addresses }, address)).toBe(true);
  });

  it.each([
    ['the neighbour of a network', networks, '10.2.0.0'],
    ['the neighbour of an address', networks, '203.0.113.8'],
    ['the neighbour of a network of IPv6', networks, '2001:db9::1'],
    ['IPv4 where any IPv6 may come', ['::/0'], '198.51.100.1'],
    ['IPv6 where any IPv4 may come', ['0.0.0.0/0'], '2001:db8::1'],
    ['who has gone', networks, ''],
    ['what is no address', networks, 'unknown'],
    ['anybody where nothing can be read', ['10.0.0.0/33', 'x'], '10.0.0.1'],
    ['anybody where nothing is let in', [], '10.0.0.1'],
  ])('keeps out %s', (_, addresses, address) => {
    expect(allowsAddress({ addresses }, address)).toBe(false);
  });

  it('reads a list that was changed anew', () => {
    const before = { addresses: ['10.0.0.1'] };
    expect(allowsAddress(before, '10.0.0.1')).toBe(true);
    const after = { addresses: ['10.0.0.2'] };
    expect(allowsAddress(after, '10.0.0.1')).toBe(false);
  });
});
