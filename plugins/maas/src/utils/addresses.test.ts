import { parseAddresses } from './addresses';

describe('parseAddresses', () => {
  it('reads networks and single addresses, however they are parted', () => {
    expect(
      parseAddresses(
        ' 10.1.0.0/16\n192.0.2.7, 2001:DB8::/32\n\n0.0.0.0/0; ::1 ',
      ),
    ).toEqual({
      addresses: [
        '10.1.0.0/16',
        '192.0.2.7/32',
        '2001:db8::/32',
        '0.0.0.0/0',
        '::1/128',
      ],
    });
    expect(parseAddresses('  \n')).toEqual({ addresses: [] });
  });

  it.each([
    '10.1',
    '10.1.0.0/33',
    '10.1.0.0/',
    '10.1.0.0/08',
    '10.1.0.0/16/8',
    '10.1.0.256',
    '010.1.0.0',
    '2001:db8::/129',
    'fe80::1%eth0',
    '167837696',
    'example.org',
    '/8',
  ])('says that %s is none', address => {
    expect(parseAddresses(`10.0.0.1\n${address}`)).toEqual({
      addresses: ['10.0.0.1/32'],
      fault: { name: 'invalid', address },
    });
  });

  it('says which one is there twice, and that there are too many', () => {
    expect(parseAddresses('::1 0:0::1/128').fault).toEqual({
      name: 'twice',
      address: '0:0::1/128',
    });
    const many = Array.from({ length: 51 }, (_, n) => `10.0.0.${n}`);
    expect(parseAddresses(many.slice(0, 50).join('\n')).fault).toBeUndefined();
    expect(parseAddresses(many.join('\n')).fault).toEqual({
      name: 'tooMany',
      address: '10.0.0.50',
    });
  });
});
