import { createClientAddress } from './clientAddress';

describe('createClientAddress', () => {
  const addressOf = createClientAddress([
    '10.0.0.0/8',
    '192.168.1.7',
    'fd00::/8',
  ]);

  it.each<[string, string | undefined, string | undefined, string]>([
    ['the other end', '203.0.113.5', undefined, '203.0.113.5'],
    ['nobody whom a stranger names', '203.0.113.5', '1.1.1.1', '203.0.113.5'],
    ['whom a proxy names', '10.0.0.1', '203.0.113.5', '203.0.113.5'],
    [
      'whom the first proxy names',
      '10.1.2.3',
      '203.0.113.5, 192.168.1.7',
      '203.0.113.5',
    ],
    [
      'nobody whom the client made up',
      '10.0.0.1',
      '1.1.1.1, 203.0.113.5',
      '203.0.113.5',
    ],
    ['no neighbour of a proxy', '192.168.1.8', '1.1.1.1', '192.168.1.8'],
    ['who is behind proxies only', '10.0.0.1', '10.0.0.9', '10.0.0.9'],
    ['a proxy that names nobody', '10.0.0.1', 'unknown', '10.0.0.1'],
    [
      'a proxy before rubbish',
      '10.0.0.1',
      '1.1.1.1, <script>, 10.0.0.2',
      '10.0.0.2',
    ],
    [
      'IPv4 on a socket for both',
      '::ffff:203.0.113.5',
      undefined,
      '203.0.113.5',
    ],
    ['a proxy on a socket for both', '::ffff:10.0.0.1', '1.1.1.1', '1.1.1.1'],
    ['whom a proxy at IPv6 names', 'fd00::1', '2001:db8::5', '2001:db8::5'],
    ['an address with a port', '10.0.0.1', '[2001:db8::5]:443', '2001:db8::5'],
    ['IPv4 with a port', '10.0.0.1', '203.0.113.5:1234', '203.0.113.5'],
    ['nobody who has gone', undefined, '203.0.113.5', ''],
  ])('is %s', (_, remote, forwardedFor, address) => {
    expect(addressOf(remote, forwardedFor)).toBe(address);
  });

  it('believes nobody unless told to', () => {
    expect(createClientAddress([])('127.0.0.1', '1.1.1.1')).toBe('127.0.0.1');
  });
});
