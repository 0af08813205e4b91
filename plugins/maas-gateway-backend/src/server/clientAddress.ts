import { BlockList, isIP } from 'node:net';

/** An address with the length of its prefix, in bits. @internal */
export interface Network {
  address: string;
  family: 'ipv4' | 'ipv6';
  prefix: number;
}

/** Addresses in a header that are looked at; longer chains are nobody's. */
const MAX_HOPS = 20;

/** Undefined where the text is neither an address nor a network. @internal */
export function parseNetwork(text: string): Network | undefined {
  const [address, prefix, ...rest] = text.split('/');
  const version = isIP(address);
  const bits = version === 6 ? 128 : 32;
  const length = prefix === undefined ? bits : Number(prefix);
  const isRight =
    version !== 0 &&
    rest.length === 0 &&
    (prefix === undefined || /^\d{1,3}$/.test(prefix)) &&
    length <= bits;
  return isRight
    ? { address, family: version === 6 ? 'ipv6' : 'ipv4', prefix: length }
    : undefined;
}

/**
 * Knows from where a request comes: from the other end of its connection, unless that is
 * a proxy that is trusted to say for whom it asks. The header is read from its end, where
 * the last proxy wrote, up to the first address that is not trusted.
 *
 * @param trustedProxies - addresses and networks
 * @internal
 */
export function createClientAddress(
  trustedProxies: string[],
): (remote: string | undefined, forwardedFor: string | undefined) => string {
  const trusted = new BlockList();
  for (const text of trustedProxies) {
    const network = parseNetwork(text);
    if (network) {
      trusted.addSubnet(network.address, network.prefix, network.family);
    }
  }
  const isTrusted = (address: string) =>
    trusted.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  return (remote, forwardedFor) => {
    let address = plain(remote ?? '');
    if (trustedProxies.length === 0 || !forwardedFor) {
      return address;
    }
    const hops = forwardedFor
      .split(',')
      .slice(-MAX_HOPS)
      .map(plain)
      .toReversed();
    for (const hop of hops) {
      if (isIP(hop) === 0 || !isTrusted(address)) {
        break;
      }
      address = hop;
    }
    return address;
  };
}

/** IPv4 as such, even where the socket takes both; proxies may add a port. */
function plain(text: string): string {
  const address = text
    .trim()
    .replace(/^\[(.*)\](:\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1');
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}
