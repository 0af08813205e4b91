import { InputError } from '@backstage/errors';
import { IPv4, IPv6 } from 'ipaddr.js';

const IPV4_MAPPED_BITS = 96;

/**
 * Address blocks as everything behind this writes them: the network's own address, IPv6
 * in its shortest form, IPv4 inside IPv6 as IPv4, each once. An address alone is the
 * block of that address.
 *
 * @param blocks - in CIDR notation
 * @throws InputError naming the first one that is none
 * @internal
 */
export function canonicalBlocks(blocks: string[]): string[] {
  return [...new Set(blocks.map(canonicalBlock))];
}

function canonicalBlock(block: string): string {
  const [address, length, ...rest] = block.split('/');
  const isIPv4 = IPv4.isValidFourPartDecimal(address);
  const isIPv6 =
    !isIPv4 && /^[0-9a-f.:]+$/i.test(address) && IPv6.isValid(address);
  const most = isIPv4 ? 32 : 128;
  const bits = length === undefined ? most : Number(length);
  if (
    !(isIPv4 || isIPv6) ||
    rest.length > 0 ||
    !/^(0|[1-9]\d{0,2})$/.test(length ?? '0') ||
    bits > most
  ) {
    throw new InputError(
      `"${block}" is no block of addresses: write one such as 10.1.0.0/16 or 2001:db8::/32`,
    );
  }
  if (isIPv4) {
    return `${IPv4.networkAddressFromCIDR(`${address}/${bits}`)}/${bits}`;
  }
  const parsed = IPv6.parse(address);
  if (parsed.isIPv4MappedAddress() && bits >= IPV4_MAPPED_BITS) {
    return canonicalBlock(
      `${parsed.toIPv4Address()}/${bits - IPV4_MAPPED_BITS}`,
    );
  }
  return `${IPv6.networkAddressFromCIDR(`${address}/${bits}`)}/${bits}`;
}
